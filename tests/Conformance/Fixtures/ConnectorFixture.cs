using Hawser.Arrow;
using Hawser.Conformance.Running;
using Hawser.Connectors;

namespace Hawser.Conformance.Fixtures;

/// <summary>
/// What the suite must know about one connector: how to make an empty database, how things are named in it, and which differences are allowed. A plug-in author writes one of these.
/// </summary>
public abstract class ConnectorFixture : IDisposable
{
    /// <summary>What the matrix and the cases call it: the connector's name, or the file format's.</summary>
    public abstract string Name { get; }

    /// <summary>The connector.</summary>
    public abstract Connector Connector { get; }

    /// <summary>The type map that applies: the connector's or the file format's.</summary>
    public virtual TypeMap TypeMap => Connector.TypeMap;

    /// <summary>Options that open this fixture's one database, which is empty at first.</summary>
    public abstract IReadOnlyDictionary<string, string> Options { get; }

    /// <summary>A text in the options that no error may show; null when there is none.</summary>
    public virtual string? Secret => null;

    /// <summary>Whether two databases opened one after the other with the same options hold the same tables.</summary>
    public virtual bool KeepsTables => true;

    /// <summary>The file that a judge can open once the database is closed; null when there is none.</summary>
    public virtual string? DatabasePath => null;

    /// <summary>Whether rows can be added to a table that is there.</summary>
    public virtual bool Appends => true;

    /// <summary>Whether a table keeps which columns may be null.</summary>
    public virtual bool KeepsNullability => true;

    /// <summary>Whether rows come back in the order in which they were written, without asking for it.</summary>
    public virtual bool KeepsOrder => true;

    /// <summary>Whether columns have native types that the catalog names, which a map can read without a table.</summary>
    public virtual bool HasNativeTypes => true;

    /// <summary>A statement that runs for minutes unless it is cancelled; null when nothing can.</summary>
    public virtual string? EndlessQuery => null;

    /// <summary>A statement that is not valid; null when there are no statements.</summary>
    public virtual string? WrongQuery => null;

    /// <summary>A native type for short texts that may be unique.</summary>
    public virtual string TextType => "VARCHAR";

    /// <summary>The statements that give a table and its column <c>id</c>, a BIGINT, a comment.</summary>
    public virtual IReadOnlyList<string> Comments(string table, string ofTable, string ofColumn)
    {
        string name = Connector.Dialect!.QuoteName(table);
        return [$"COMMENT ON TABLE {name} IS {Connector.Dialect.TextLiteral(ofTable)}", $"COMMENT ON COLUMN {name}.id IS {Connector.Dialect.TextLiteral(ofColumn)}"];
    }

    /// <summary>A query that gives all rows of a table; null when there are no statements.</summary>
    public virtual string? SelectAll(string table) => Connector.Dialect is { } dialect ? $"SELECT * FROM {dialect.QuoteName(table)}" : null;

    /// <summary>What a load writes and a scan reads for a table of this name: a table, or a file.</summary>
    public virtual Relation Relation(string table) => new TableName(table);

    /// <summary>A scan; a format without types is told the schema.</summary>
    public virtual ScanRequest Scan(string table, Schema schema) => new(Relation(table));

    /// <summary>Allowed differences.</summary>
    internal virtual IReadOnlyList<Quirk> Quirks => [];

    /// <summary>What another program than ours says is in the table <c>cases</c>, cells separated by <c> | </c>; null when there is no such program, or it needs the database closed.</summary>
    internal virtual IReadOnlyList<string>? Judged() => null;

    /// <summary>Opens the fixture's database with its options.</summary>
    public Database Open() => Connector.Open(Connector.ParseOptions(Options));

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);
}
