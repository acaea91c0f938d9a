namespace Hawser.Connections;

/// <summary>What happened to a connection.</summary>
public enum ConnectionEventKind
{
    /// <summary>A session was opened.</summary>
    Opened,

    /// <summary>A session was closed because it was no longer needed.</summary>
    Closed,

    /// <summary>A session was closed because it was broken, too old, or could not be brought back to how it was.</summary>
    Replaced,

    /// <summary>A borrower waited for a session in vain.</summary>
    TimedOut,

    /// <summary>A session could not be opened.</summary>
    Failed,
}
