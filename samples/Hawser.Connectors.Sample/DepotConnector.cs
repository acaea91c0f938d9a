namespace Hawser.Connectors.Sample;

/// <summary>The connector of the pretend warehouse in Service/: jobs instead of a session, chunks instead of a cursor, staged files instead of rows, and no SQL.</summary>
public sealed class DepotConnector : Connector
{
    private static readonly OptionDefinition Endpoint = new("endpoint", OptionKind.Text, "Where the depot answers, e.g. depot.example.com.") { IsRequired = true };
    private static readonly OptionDefinition Token = new("token", OptionKind.Text, "What proves who asks.") { IsRequired = true, IsSecret = true };
    private static readonly OptionDefinition PollInterval = new("poll_interval", OptionKind.Duration, "How long to wait before asking about a running job again.") { Default = "20ms" };

    /// <inheritdoc/>
    public override string Name => "depot";

    /// <inheritdoc/>
    public override string Description => "A sample: a warehouse in memory that runs jobs and loads staged files";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionGroup> OptionGroups { get; } = [new OptionGroup("Connection", [Endpoint, Token, PollInterval])];

    /// <inheritdoc/>
    public override UriKeys UriKeys { get; } = new() { Host = "endpoint", Password = "token" };

    /// <inheritdoc/>
    public override Capabilities Capabilities { get; } =
        new(Capability.Cancel, Capability.Describe, Capability.Partitions, Capability.ParallelWriters, Capability.Checkpoints);

    /// <inheritdoc/>
    public override TypeMap TypeMap => DepotTypeMap.Instance;

    /// <inheritdoc/>
    public override Database Open(ConnectorOptions options) => new DepotDatabase(this, options);
}
