using Hawser.Connectors;
using Hawser.Connectors.DuckDb;
using Hawser.Connectors.MySql;
using Hawser.Connectors.Postgres;
using Hawser.Connectors.Sqlite;
using Hawser.Copy;
using Hawser.Locations;
using Hawser.Testing;

namespace Hawser.EndToEnd.Tests.Places;

/// <summary>Where a table lies: in a database file of an engine, or a file of its own.</summary>
/// <param name="Kind">An engine or a file format.</param>
/// <param name="Path">The database file, or the file; for a server a name that stands for a database of it.</param>
/// <param name="Table">The table's name; for a file, what it is called in plans.</param>
internal sealed record Place(string Kind, string Path, string Table)
{
    private static readonly Dictionary<string, Connector> Connectors = new()
    {
        ["sqlite"] = new SqliteConnector(),
        ["duckdb"] = new DuckDbConnector(),
        ["arrow"] = new ArrowConnector(),
        ["postgres"] = new PostgresConnector(),
        ["mysql"] = new MySqlConnector(),
        ["mysql56"] = new MySqlConnector(),
    };

    public bool IsEngine => IsOfEngine(Kind);

    public Relation Relation => IsEngine ? new TableName(Table) : new FileRelation(Path, Kind);

    public Connector Connector => Connectors[Connectors.ContainsKey(Kind) ? Kind : "duckdb"];

    /// <summary>A table of an engine's database, named for the database; or a file, named for both.</summary>
    public static Place In(TempFolder folder, string kind, string name, string table) =>
        new(kind, folder[IsOfEngine(kind) ? $"{name}.{kind}" : $"{name}-{table}.{kind}"], table);

    public Database Open(params (string Key, string Value)[] options)
    {
        IEnumerable<KeyValuePair<string, string>> pairs = options.Select(o => KeyValuePair.Create(o.Key, o.Value));
        if (ServerPlaces.Of.TryGetValue(Kind, out ServerPlaces? server))
        {
            return Connector.Open(Connector.ParseOptions(server.OptionsOf(Path).Concat(pairs)));
        }

        return Connector.Open(Connector.ParseOptions(IsEngine ? pairs.Prepend(KeyValuePair.Create("path", Path)) : pairs));
    }

    public CopySource AsSource(Database database) => new(database, [new SourceItem(Table, Relation)]);

    public Place With(string table) => In(Table, table);

    private static bool IsOfEngine(string kind) => kind is "sqlite" or "duckdb" || ServerPlaces.Of.ContainsKey(kind);

    private Place In(string old, string table) => this with { Table = table, Path = IsEngine ? Path : Path.Replace($"-{old}.{Kind}", $"-{table}.{Kind}", StringComparison.Ordinal) };

    public override string ToString() => IsEngine ? $"{Kind}:{System.IO.Path.GetFileName(Path)}#{Table}" : System.IO.Path.GetFileName(Path);
}
