namespace Hawser.Connectors;

/// <summary>Which ends of a pipe a connector can be.</summary>
[Flags]
public enum ConnectorRoles
{
    /// <summary>Neither; no connector says so.</summary>
    None = 0,

    /// <summary>It can be read from.</summary>
    Source = 1,

    /// <summary>It can be written to.</summary>
    Sink = 2,

    /// <summary>Both.</summary>
    SourceAndSink = Source | Sink,
}
