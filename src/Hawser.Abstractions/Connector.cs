namespace Hawser.Connectors;

/// <summary>
/// The package for one engine: what it is called, which options it takes, how it maps types, and the door to its databases. Stateless and thread-safe; one
/// instance per process is enough. <see cref="Open"/> does no input or output worth speaking of: reaching the engine is <see cref="Database.OpenConnectionAsync"/>'s.
/// </summary>
/// <remarks>To write one, see docs/guides/build-a-connector.md.</remarks>
public abstract class Connector
{
    /// <summary>The name, lower case; also a URI scheme, e.g. <c>duckdb</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Other names and URI schemes, e.g. <c>sqlite3</c>.</summary>
    public virtual IReadOnlyList<string> Aliases => [];

    /// <summary>One line for people: engine and versions.</summary>
    public abstract string Description { get; }

    /// <summary>The options, in groups.</summary>
    public abstract IReadOnlyList<OptionGroup> OptionGroups { get; }

    /// <summary>Which option each part of a connection URI sets.</summary>
    public abstract UriKeys UriKeys { get; }

    /// <summary>How a file that holds one of the engine's databases is known; null when the engine keeps no files.</summary>
    public virtual FileSignature? DatabaseFile => null;

    /// <summary>The file formats that the connector reads or writes besides its own databases.</summary>
    public virtual IReadOnlyList<FileFormat> FileFormats => [];

    /// <summary>The table functions that a location may call, lower case: the allow-list.</summary>
    public virtual IReadOnlyList<string> TableFunctions => [];

    /// <summary>Whether tables can be read, written or both.</summary>
    public virtual ConnectorRoles Roles => ConnectorRoles.SourceAndSink;

    /// <summary>
    /// Whether a connection without any option means something, as a database in memory does. Elsewhere it is a mistake, such as a block of a configuration that somebody forgot to fill.
    /// </summary>
    public virtual bool OpensWithoutOptions => false;

    /// <summary>What the connector can do at best, for documentation; a <see cref="Database"/> says what it can do with the version that it met.</summary>
    public abstract Capabilities Capabilities { get; }

    /// <summary>The engine's types and Arrow's, both ways, with fidelity.</summary>
    public abstract TypeMap TypeMap { get; }

    /// <summary>How the engine's SQL is spelled; null for an engine without SQL.</summary>
    public virtual SqlDialect? Dialect => null;

    /// <summary>Checks options and makes them ready for <see cref="Open"/>.</summary>
    /// <param name="values">Keys and their text; a key may be written with <c>-</c> for <c>_</c> and in any case.</param>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.InvalidConfiguration"/>: names every unknown key with the nearest known one, every value of a wrong form, every missing option.</exception>
    public ConnectorOptions ParseOptions(IEnumerable<KeyValuePair<string, string>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return ParseSettings(values.Select(value => new OptionSetting(value.Key, value.Value)));
    }

    /// <inheritdoc cref="ParseOptions"/>
    /// <param name="settings">Options with where they were set, which errors name.</param>
    public ConnectorOptions ParseSettings(IEnumerable<OptionSetting> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return OptionParser.Parse(Name, OptionGroups, settings);
    }

    /// <summary>Opens a database. The caller disposes it last, after its connections.</summary>
    /// <exception cref="ConnectorException">An embedded engine's file cannot be opened that way, e.g. twice with different options.</exception>
    public abstract Database Open(ConnectorOptions options);

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;
}
