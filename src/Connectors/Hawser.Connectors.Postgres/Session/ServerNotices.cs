namespace Hawser.Connectors.Postgres.Session;

/// <summary>What the server said beside its answers: the first hundred notices and warnings since they were taken last, so that a statement that says something for each row fills no memory.</summary>
internal sealed class ServerNotices
{
    private const int Most = 100;

    private readonly List<ServerMessage> _kept = [];

    /// <summary>Keeps a notice. May be called by whoever reads from the server.</summary>
    /// <param name="severity">As the server writes it untranslated.</param>
    /// <param name="text">What it said.</param>
    /// <param name="sqlState">Its code.</param>
    public void Add(string? severity, string text, string? sqlState)
    {
        lock (_kept)
        {
            if (_kept.Count < Most)
            {
                _kept.Add(new ServerMessage(severity == "WARNING" ? MessageSeverity.Warning : MessageSeverity.Notice, text, sqlState));
            }
        }
    }

    /// <summary>Gives the notices away.</summary>
    public IReadOnlyList<ServerMessage> Take()
    {
        lock (_kept)
        {
            ServerMessage[] taken = [.. _kept];
            _kept.Clear();
            return taken;
        }
    }
}
