using Hawser.Testing;
using Hawser.Testing.Judges;

namespace Hawser.Connectors.DuckDb.Tests;

/// <summary>What DuckDB's own client for Node.js finds in the files that we wrote.</summary>
public class JudgedTests
{
    private static readonly string[] Values =
    [
        "-170141183460469231731687303715884105728::HUGEINT", "340282366920938463463374607431768211455::UHUGEINT", "-12345678901234567890123456789012345678901234567890::BIGNUM", "'10110'::BIT",
        "'nan'::DOUBLE", "'-inf'::FLOAT", "'-0'::DOUBLE", "-99999999999999999999999999999999999999::DECIMAL(38,0)", "'5877642-06-25 (BC)'::DATE", "'23:59:59.999999'::TIME", "'10:00:00.5-02:30'::TIMETZ",
        "'2262-04-11 23:47:16.854775806'::TIMESTAMP_NS", "INTERVAL '-1 month 3 days 0.000001 seconds'", "'ffffffff-ffff-4fff-bfff-ffffffffffff'::UUID", "'b'::ENUM('a', 'b')", "'ünï 🦆 a long text'",
        "[{'a': 1, 'b': [NULL, 'x']}, NULL]", "MAP {'k': [1, 2]}", "[1, NULL]::INTEGER[2]", "'\\x00\\xFF'::BLOB",
    ];

    [Fact]
    public void Every_cell_of_a_loaded_table_is_what_the_client_says()
    {
        using var folder = new TempFolder();
        var select = $"SELECT {string.Join(", ", Values.Select((v, i) => $"({(v[0] == '-' ? $"'{v[..v.IndexOf(':', StringComparison.Ordinal)]}'{v[v.IndexOf(':', StringComparison.Ordinal)..]}" : v)}) AS c{i}"))}";
        using (var database = Duck.Open(folder["a.duckdb"]))
        {
            using var source = database.OpenConnection();
            using var target = database.OpenConnection();
            source.Copy(select, target, Duck.Into("t"));
        }

        var expected = DuckDbJudge.Query(DuckDbJudge.InMemory, select);
        var found = DuckDbJudge.Query(folder["a.duckdb"], "SELECT * FROM t");

        Assert.Equal(expected.Columns, found.Columns);
        Assert.Equal(expected.Rows[0], found.Rows[0]);
    }
}
