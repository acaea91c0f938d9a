using Hawser.Locations;

namespace Hawser.Registry;

/// <summary>A name that Hawser keeps for one of its connectors or for a thing that is no connector, whether or not it is installed.</summary>
/// <param name="Name">The canonical name.</param>
/// <param name="Aliases">Other names for the same.</param>
/// <param name="Package">The package that brings the connector, or null when none does.</param>
/// <param name="Advice">What to do, as a clause: which package to install, or what to use instead.</param>
public sealed record ReservedName(string Name, IReadOnlyList<string> Aliases, string? Package, string Advice)
{
    /// <summary>How a source URI of the engine is written.</summary>
    public SourceUriForm SourceForm { get; init; } = SourceUriForm.SchemaTable;
}
