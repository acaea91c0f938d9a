using Hawser.Locations;

namespace Hawser.Tests.Locations;

/// <summary>A set of engines as three connectors would declare them.</summary>
internal static class TestEngines
{
    public static KnownEngines All { get; } = new(
    [
        new KnownEngine("duckdb")
        {
            ShownOptions = ["path", "read_only"],
            TableFunctions = ["read_csv", "read_json", "read_parquet", "sqlite_scan"],
        },
        new KnownEngine("sqlite") { Aliases = ["sqlite3"], ShownOptions = ["path", "mode"] },
        new KnownEngine("postgres") { Aliases = ["postgresql", "pg"], ShownOptions = ["host", "sslmode"] },
    ]);
}
