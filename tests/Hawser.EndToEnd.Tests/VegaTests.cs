using System.Globalization;
using System.Text.Json.Nodes;
using Hawser.Copy;
using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing;
using Hawser.Testing.Judges;

namespace Hawser.EndToEnd.Tests;

/// <summary>
/// Files that nobody here made (the npm package vega-datasets) into each engine and out again into a file of each format. DuckDB's own client reads the original file, and every copy is read by
/// the program that owns its place.
/// </summary>
public sealed class VegaTests : EndToEndTest
{
    private static readonly string[] Files =
    [
        "airports.csv", "birdstrikes.csv", "disasters.csv", "github.csv", "seattle-weather.csv", "stocks.csv", "species.csv", "us-employment.csv", "windvectors.csv", "unemployment.tsv",
        "barley.json", "cars.json", "countries.json", "penguins.json", "gapminder.json",
    ];

    public static TheoryData<string, string> IntoEngines()
    {
        var pairs = new TheoryData<string, string>();
        foreach (string file in Files)
        {
            pairs.Add(file, "sqlite");
            pairs.Add(file, "duckdb");
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(IntoEngines))]
    public void A_file_goes_into_an_engine_and_out_again(string file, string engine)
    {
        Place original = Original(file), there = At(engine, "there");
        CopyReport report = Copy(original, there);
        List<string[]> expected = Originals(original);
        Assert.Equal(expected.Count, report.RowsWritten);
        Same(expected, Rows(there));
        foreach (string format in new[] { "arrow", "parquet", "csv" })
        {
            Place back = At(format, "back");
            Copy(there, back);
            Same(expected, Rows(back));
        }
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("duckdb")]
    public void An_Arrow_file_of_others_goes_into_an_engine_and_out_again(string engine)
    {
        Place original = Original("flights-200k.arrow"), there = At(engine, "there"), back = At("arrow", "back");
        CopyReport report = Copy(original, there);
        List<string[]> expected = Rows(original);
        Assert.Equal(expected.Count, report.RowsWritten);
        Same(expected, Rows(there));
        Copy(there, back);
        Same(expected, Rows(back));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("duckdb")]
    public void A_Parquet_file_of_others_goes_into_an_engine_and_out_again(string engine)
    {
        // The rows of one in sixty of its flights: the whole of it is for benchmarks.
        Place original = At("parquet", "original"), there = At(engine, "there"), back = At("parquet", "back");
        DuckDbJudge.Execute(DuckDbJudge.InMemory, $"COPY (SELECT * FROM read_parquet({Judge.Literal(Path.Combine(RepositoryPaths.VegaDatasets, "flights-3m.parquet"))}) LIMIT 50000) TO {Judge.Literal(original.Path)} (FORMAT parquet)");
        CopyReport report = Copy(original, there);
        Assert.Equal(50_000, report.RowsWritten);
        List<string[]> expected = Rows(original);
        Same(expected, Rows(there));
        Copy(there, back);
        Same(expected, Rows(back));
    }

    private static Place Original(string file)
    {
        string format = Path.GetExtension(file)[1..];
        return new Place(format, Path.Combine(RepositoryPaths.VegaDatasets, file), Path.GetFileNameWithoutExtension(file));
    }

    /// <summary>Text files are read as text, every value as it is written.</summary>
    private static List<string[]> Originals(Place original) => original.Kind == "json"
        ? DuckDb(DuckDbJudge.InMemory, $"read_json({Judge.Literal(original.Path)})")
        : DuckDb(DuckDbJudge.InMemory, $"read_csv({Judge.Literal(original.Path)}, all_varchar = true, header = true, allow_quoted_nulls = false)");

    private static List<string[]> Rows(Place place) => place.Kind switch
    {
        "duckdb" => DuckDb(place.Path, Judge.Quoted(place.Table)),
        "parquet" => DuckDb(DuckDbJudge.InMemory, $"read_parquet({Judge.Literal(place.Path)})"),
        "csv" => DuckDb(DuckDbJudge.InMemory, $"read_csv({Judge.Literal(place.Path)}, all_varchar = true, header = true, delim = ',', quote = '\"', allow_quoted_nulls = false)"),
        "sqlite" => [.. Sqlite3Judge.Query(place.Path, $"SELECT * FROM {Judge.Quoted(place.Table)}").Rows.Select(r => (string[])[.. r.Select(v => v.IsNull ? "∅" : v.Storage == "text" ? v.Text : v.Storage == "real" ? v.Real.ToString("R", CultureInfo.InvariantCulture) : v.Literal)])],
        _ => Arrow(place),
    };

    private static List<string[]> DuckDb(string database, string relation) =>
        [.. DuckDbJudge.Query(database, $"SELECT * FROM {relation}").Rows.Select(r => (string[])[.. r.Select(v => v ?? "∅")])];

    private static List<string[]> Arrow(Place place)
    {
        ArrowTable table = ArrowJudge.Read(place.Path);
        var rows = new List<string[]>();
        foreach (ArrowBatch batch in table.Batches)
        {
            JsonArray[] columns = [.. batch.Columns.Select(c => c.AsArray())];
            for (int row = 0; row < batch.RowCount; row++)
            {
                rows.Add([.. columns.Select((c, i) => Judge.Cell(table.Fields[i], c[row]) is var cell && cell == "NULL" ? "∅" : cell.Trim('\''))]);
            }
        }

        return rows;
    }

    private static void Same(List<string[]> expected, List<string[]> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int row = 0; row < expected.Count; row++)
        {
            for (int i = 0; i < expected[row].Length; i++)
            {
                if (!IsSame(expected[row][i], actual[row][i]))
                {
                    Assert.Fail($"row {row}, column {i}: {expected[row][i]} became {actual[row][i]}");
                }
            }
        }
    }

    /// <summary>Equal as text, or as numbers, truth values or moments that are only written in another way.</summary>
    private static bool IsSame(string expected, string actual)
    {
        if (expected == actual)
        {
            return true;
        }

        return (Number(expected), Number(actual)) is ({ } one, { } other)
            ? one.Equals(other) || ((float)one).Equals((float)other)
            : Moment(expected) == Moment(actual);
    }

    private static double? Number(string text) => text switch
    {
        "true" => 1,
        "false" => 0,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null,
    };

    private static string Moment(string text) => text.Replace('T', ' ').TrimEnd('Z').Replace("+00:00", "", StringComparison.Ordinal) is var moment && moment.EndsWith(" 00:00:00", StringComparison.Ordinal) ? moment[..10] : moment;
}
