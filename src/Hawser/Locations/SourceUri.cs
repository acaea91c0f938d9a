using System.Diagnostics.CodeAnalysis;
using Hawser.Connectors;
using Hawser.Registry;

namespace Hawser.Locations;

/// <summary>
/// A table as metric tools name it: <c>postgres://schema/table</c>, <c>duckdb://path/table</c>, <c>bigquery://project.dataset.table</c>. It says which engine and which table, not how
/// to connect; <see cref="Connections.ConnectionManager.Resolve(SourceUri)"/> finds the connection. It is not a <see cref="Location"/>, and a location is never one of these.
/// </summary>
/// <remarks>
/// The parts are percent-decoded after they were cut, so a <c>/</c> or a <c>.</c> inside a name is written <c>%2F</c>, <c>%2E</c>. There is no place for users, passwords or options. Immutable; compares by content.
/// </remarks>
public sealed class SourceUri : IEquatable<SourceUri>
{
    internal SourceUri(string scheme, SourceUriForm form, string? path, TableName table)
    {
        Scheme = scheme;
        Form = form;
        Path = path;
        Table = table;
    }

    /// <summary>The engine's name or alias in lower case, as it was written.</summary>
    public string Scheme { get; }

    /// <summary>How the rest was read.</summary>
    public SourceUriForm Form { get; }

    /// <summary>The file of an embedded engine, as written, or <c>:memory:</c>; null for a server.</summary>
    public string? Path { get; }

    /// <summary>The table, with schema and project (as its catalog) where they are given.</summary>
    public TableName Table { get; }

    /// <summary>Parses a source URI.</summary>
    /// <param name="text">The text.</param>
    /// <param name="registry">The connectors at hand; the scheme may also be a reserved name whose package is absent.</param>
    /// <returns>The URI.</returns>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.InvalidConfiguration"/>: what is missing or wrong, one thing, and how it is written.</exception>
    public static SourceUri Parse(string text, ConnectorRegistry registry)
        => TryParse(text, registry, out var uri, out var problem)
            ? uri
            : throw new ConnectorException(ConnectorStatus.InvalidConfiguration, string.Empty, $"source '{SecretMask.Apply(text)}': {problem}");

    /// <summary>Parses a source URI without throwing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="registry">The connectors at hand.</param>
    /// <param name="uri">The URI.</param>
    /// <param name="problem">Why the text is refused; holds no secret.</param>
    /// <returns>True when the whole of <paramref name="text"/> is a source URI.</returns>
    public static bool TryParse(string text, ConnectorRegistry registry, [NotNullWhen(true)] out SourceUri? uri, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(registry);
        return SourceUriParser.TryParse(text, registry, out uri, out problem);
    }

    /// <inheritdoc/>
    public bool Equals(SourceUri? other) => other is not null && other.Scheme == Scheme && other.Form == Form && other.Path == Path && other.Table == Table;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SourceUri);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Scheme, Path, Table);

    /// <summary>The URI in canonical spelling. It holds no secrets.</summary>
    /// <returns>Text that parses back to an equal URI.</returns>
    public override string ToString() => Form switch
    {
        SourceUriForm.FileTable => $"{Scheme}://{PercentEncoding.Encode(Path!, PercentEncoding.InPath)}/{Name(Table.Schema, ".")}{Encode(Table.Name)}",
        SourceUriForm.ProjectTable => $"{Scheme}://{PercentEncoding.Encode(Table.Catalog!, SourceUriParser.InProject)}/{Name(Table.Schema, ".")}{Encode(Table.Name)}",
        _ => $"{Scheme}://{Name(Table.Catalog, ".")}{Name(Table.Schema, string.Empty)}/{Encode(Table.Name)}",
    };

    private static string Name(string? part, string separator) => part is null ? string.Empty : Encode(part) + separator;

    private static string Encode(string name) => PercentEncoding.Encode(name, SourceUriParser.InName);
}
