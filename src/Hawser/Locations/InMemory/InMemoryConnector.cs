using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Data in this process's memory, given by code as readers or batches. A source only; <see cref="InMemoryDatabase"/> is made directly, not from options.</summary>
public sealed class InMemoryConnector : Connector
{
    /// <summary>The connector's name.</summary>
    public const string ConnectorName = "memory";

    private InMemoryConnector()
    {
    }

    /// <summary>The one instance; it has no state.</summary>
    public static InMemoryConnector Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => ConnectorName;

    /// <inheritdoc/>
    public override string Description => "Record batches in this process's memory, given by code";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionGroup> OptionGroups => [];

    /// <inheritdoc/>
    public override UriKeys UriKeys { get; } = new();

    /// <inheritdoc/>
    public override ConnectorRoles Roles => ConnectorRoles.Source;

    /// <inheritdoc/>
    public override Capabilities Capabilities { get; } = new(Capability.Partitions);

    /// <inheritdoc/>
    public override TypeMap TypeMap => ArrowTypeMap.Instance;

    /// <summary>A database without tables; give some to <see cref="InMemoryDatabase"/>.</summary>
    /// <param name="options">No options.</param>
    /// <returns>The database.</returns>
    public override Database Open(ConnectorOptions options) => new InMemoryDatabase();
}
