using Hawser.Connectors;

namespace Hawser.Cli.CommandLine;

/// <summary>With <c>--debug</c>: a line on standard error for each detail that is told, from whatever thread.</summary>
internal sealed class DebugDetails : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CliContext _context;
    private readonly IDisposable _listening;

    public DebugDetails(CliContext context)
    {
        _context = context;
        _listening = ConnectorDetails.Listen(detail => Say(detail.ToString()));
    }

    /// <summary>Writes a line.</summary>
    public void Say(string text)
    {
        lock (_lock)
        {
            _context.Error.WriteLine($"debug: {ErrorReport.OneLine(text)}");
        }
    }

    public void Dispose() => _listening.Dispose();
}
