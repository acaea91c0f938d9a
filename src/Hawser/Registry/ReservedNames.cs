using Hawser.Locations;

namespace Hawser.Registry;

/// <summary>
/// The names that Hawser keeps for its own connectors, so that a connector which is not installed is told from a name that does not exist. This is the only
/// place in this library where engines are named.
/// </summary>
public static class ReservedNames
{
    private static readonly Dictionary<string, ReservedName> ByName = Index();

    /// <summary>Every reserved name, each connector once.</summary>
    public static IReadOnlyList<ReservedName> All { get; } = [.. ByName.Values.Distinct()];

    /// <summary>Every name and alias.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>The reserved name that a text is or stands for.</summary>
    /// <param name="nameOrAlias">A name, in any case.</param>
    /// <returns>The reserved name, or null when the text is none.</returns>
    public static ReservedName? Find(string nameOrAlias) => ByName.GetValueOrDefault(nameOrAlias);

    /// <summary>How a package that is not at hand would be installed, for messages about names that nobody knows.</summary>
    internal static string InstallExample(ConnectorRegistry registry)
    {
        var missing = All.FirstOrDefault(name => name.Package is not null && registry.Find(name.Name) is null);
        return $"dotnet add package {missing?.Package ?? "NAME"}";
    }

    private static Dictionary<string, ReservedName> Index()
    {
        ReservedName[] names =
        [
            Connector("duckdb", "Hawser.Connectors.DuckDb") with { SourceForm = SourceUriForm.FileTable },
            Connector("sqlite", "Hawser.Connectors.Sqlite", "sqlite3") with { SourceForm = SourceUriForm.FileTable },
            Connector("postgres", "Hawser.Connectors.Postgres", "postgresql", "pg"),
            Connector("redshift", "Hawser.Connectors.Postgres"),
            Connector("mysql", "Hawser.Connectors.MySql", "mariadb"),
            Connector("snowflake", "Hawser.Connectors.Snowflake"),
            Connector("bigquery", "Hawser.Connectors.BigQuery") with { SourceForm = SourceUriForm.ProjectTable },
            Connector("databricks", "Hawser.Connectors.Databricks"),
            Connector("adbc", "Hawser.Connectors.Adbc"),
            new("dataframe", ["pandas", "polars", "datatable"], null, "data in memory is no connector; pass it from code as a RecordBatchReader, an IDataReader or an IEnumerable<T>, in an InMemoryDatabase"),
        ];
        var index = new Dictionary<string, ReservedName>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            index.Add(name.Name, name);
            foreach (var alias in name.Aliases)
            {
                index.Add(alias, name);
            }
        }

        return index;
    }

    private static ReservedName Connector(string name, string package, params string[] aliases)
        => new(name, aliases, package, $"install the package {package} (dotnet add package {package}) and register its connector");
}
