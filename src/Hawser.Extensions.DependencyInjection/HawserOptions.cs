using Hawser.Connections;
using Hawser.Connectors;

namespace Hawser.Extensions;

/// <summary>What a program says when it adds Hawser to its services.</summary>
public sealed class HawserOptions
{
    /// <summary>The connectors. Those that are registered as services of type <see cref="Connector"/> are added to them.</summary>
    public IList<Connector> Connectors { get; } = [];

    /// <summary>The section of the configuration below which connections stand. Default <c>Connections</c>.</summary>
    public string SectionName { get; set; } = "Connections";

    /// <summary>Whether <c>connections.yaml</c> files and <c>HAWSER_NAME_URI</c> variables count too, after the configuration. Default true.</summary>
    public bool UseFiles { get; set; } = true;

    /// <summary>What counts for pools that say nothing themselves.</summary>
    public PoolOptions Pool { get; set; } = new();
}
