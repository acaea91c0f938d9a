using System.Collections.Concurrent;

namespace Hawser.Connectors.Postgres.Tests.Support;

/// <summary>What connectors tell while a test listens. Tests run at the same time, so each asks for what speaks of its own tables.</summary>
internal sealed class ToldDetails : IDisposable
{
    private readonly ConcurrentQueue<ConnectorDetail> _details = new();
    private readonly IDisposable _listening;

    public ToldDetails() => _listening = ConnectorDetails.Listen(_details.Enqueue);

    /// <summary>The texts about a place that came since the last call.</summary>
    public List<string> Take(string place)
    {
        var taken = new List<string>();
        for (int left = _details.Count; left > 0 && _details.TryDequeue(out ConnectorDetail? detail); left--)
        {
            if (detail.Connector == "postgres" && detail.Place == place)
            {
                taken.Add(detail.Text);
            }
        }

        return taken;
    }

    public void Dispose() => _listening.Dispose();
}
