namespace Hawser.Connectors;

/// <summary>A file format that a connector reads or writes, such as CSV: each file is one table.</summary>
/// <param name="Name">The format's name, lower case: <c>csv</c>, <c>parquet</c>.</param>
/// <param name="Signature">How a file of the format is known.</param>
/// <param name="Roles">Whether it can be read, written or both.</param>
public sealed record FileFormat(string Name, FileSignature Signature, ConnectorRoles Roles)
{
    /// <summary>Endings of compression that may follow the format's own, e.g. <c>.gz</c>.</summary>
    public IReadOnlyList<string> Compressions { get; init; } = [];

    /// <summary>The options that apply to files of the format, e.g. the delimiter.</summary>
    public IReadOnlyList<OptionDefinition> Options { get; init; } = [];

    /// <summary>Whether the format keeps its own types; a format without (CSV) has its types found by looking at the values.</summary>
    public bool IsTyped { get; init; } = true;

    /// <summary>Whether a file says which of its columns hold no NULL; where it does not, a plan lists this as not carried.</summary>
    public bool KeepsNullability { get; init; }

    /// <summary>How the format keeps Arrow types, when not as the connector's own tables do; null for the connector's <see cref="Connector.TypeMap"/>.</summary>
    public TypeMap? TypeMap { get; init; }
}
