using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.Copy;
using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing;
using Hawser.Testing.Zoo;

namespace Hawser.EndToEnd.Tests.Zoo;

/// <summary>The zoo of one kind of place, made by programs of others (Arrow files by our writer, which apache-arrow reads), and what its judge says is in it.</summary>
internal sealed class ZooSource
{
    private readonly TempFolder _folder;
    private readonly string _kind;

    public ZooSource(TempFolder folder, string kind)
    {
        (_folder, _kind) = (folder, kind);
        Tables = [.. Make()];
        Judged = Judge.Read(Tables);
    }

    public IReadOnlyList<Place> Tables { get; }

    public IReadOnlyDictionary<string, Judged> Judged { get; }

    /// <summary>The tables that go to a kind of place.</summary>
    public IReadOnlyList<Place> To(string kind) => kind == "mysql56" || _kind == "mysql56" ? [.. Tables.Where(table => MySql56Columns.Has(_kind, table.Table))] : Tables;

    /// <summary>A table without some of its rows.</summary>
    public SourceItem Item(Place table, IReadOnlyCollection<long> without)
    {
        if (without.Count == 0)
        {
            return new SourceItem(table.Table, table.Relation);
        }

        if (_kind == "arrow")
        {
            var file = Place.In(_folder, "arrow", $"without-{string.Join('-', without)}", table.Table);
            if (!File.Exists(file.Path))
            {
                ArrowZoo.Make(file, TypeZoo.Named(table.Table), without);
            }

            return new SourceItem(table.Table, file.Relation);
        }

        string relation = _kind switch { "parquet" => $"read_parquet({Judge.Literal(table.Path)})", "csv" => $"read_csv({Judge.Literal(table.Path)})", _ => table.Connector.Dialect!.QuoteName(table.Table) };
        return new SourceItem(table.Table, new QueryRelation(new Statement($"SELECT id, v FROM {relation} WHERE id NOT IN ({string.Join(", ", without)}) ORDER BY id")));
    }

    private IEnumerable<Place> Make()
    {
        switch (_kind)
        {
            case "sqlite":
                SqliteZoo.Make(Table("any"));
                return SqliteZoo.Columns.Select(c => Table(c.Table));
            case "duckdb":
                DuckDbZoo.Make(Table("any"));
                return DuckDbZoo.Columns.Select(c => Table(c.Table));
            case "postgres":
                PostgresZoo.Make(Table("any"));
                return PostgresZoo.Columns.Select(c => Table(c.Table));
            case "mysql" or "mysql56":
                MySqlZoo.Make(Table("any"));
                return MySqlZoo.Of(_kind).Select(c => Table(c.Table));
            case "parquet":
                return DuckDbZoo.InParquet.Select(c => Made(c.Table, p => DuckDbZoo.MakeParquet(p, c)));
            case "csv":
                return CsvZoo.Columns.Select(c => Made(c.Table, p => CsvZoo.Make(p, c)));
            default:
                return TypeZoo.All.Select(c => Made(c.Name, p => ArrowZoo.Make(p, c, [])));
        }
    }

    private Place Table(string name) => Place.In(_folder, _kind, "source", name);

    private Place Made(string name, Action<Place> make)
    {
        Place table = Table(name);
        make(table);
        return table;
    }
}
