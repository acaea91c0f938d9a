using Hawser.Copy;

namespace Hawser.EndToEnd.Tests.Zoo;

/// <summary>The tables of a copy that are done, by name.</summary>
internal sealed class FinishedTables : IProgress<CopyProgress>
{
    private readonly HashSet<string> _names = [];

    public bool Has(string name) => _names.Contains(name);

    public void Report(CopyProgress value)
    {
        if (value.Phase == CopyPhase.Done)
        {
            _names.Add(value.Table);
        }
    }
}
