using System.Text.Json.Nodes;
using Hawser.Testing.Judges;

namespace Hawser.Testing.Tests;

public sealed class ArrowJudgeTests
{
    private static readonly ArrowField[] IntAndText = [new("a", "i"), new("b", "u")];
    private static readonly ArrowField Item = new("item", "i");
    private static readonly ArrowField Entries = new("entries", "+s") { Nullable = false, Children = [new("key", "u") { Nullable = false }, new("value", "i")] };

    // Three values a line, as JSON: the judge must read back the text that it was given to write.
    private static readonly (ArrowField Field, string Values)[] Zoo =
    [
        (new("null", "n"), """[null,null,null]"""),
        (new("bool", "b"), """[true,null,false]"""),
        (new("int8", "c"), """["-128",null,"127"]"""),
        (new("uint8", "C"), """["0",null,"255"]"""),
        (new("int16", "s"), """["-32768",null,"32767"]"""),
        (new("uint16", "S"), """["0",null,"65535"]"""),
        (new("int32", "i"), """["-2147483648",null,"2147483647"]"""),
        (new("uint32", "I"), """["0",null,"4294967295"]"""),
        (new("int64", "l"), """["-9223372036854775808",null,"9223372036854775807"]"""),
        (new("uint64", "L"), """["0",null,"18446744073709551615"]"""),
        (new("float16", "e"), """["1.5",null,"-2"]"""),
        (new("float32", "f"), """["0.10000000149011612",null,"NaN"]"""),
        (new("float64", "g"), """["-0",null,"-Infinity"]"""),
        (new("utf8", "u"), """["é\u0000日本",null,""]"""),
        (new("large_utf8", "U"), """["x",null,"yy"]"""),
        (new("binary", "z"), """["00ff",null,""]"""),
        (new("large_binary", "Z"), """["00ff",null,""]"""),
        (new("fixed", "w:3"), """["000102",null,"ffffff"]"""),
        (new("decimal128", "d:38,2"), """["-99999999999999999999999999999999999999",null,"1"]"""),
        (new("decimal256", "d:76,0,256"), """["9999999999999999999999999999999999999999999999999999999999999999999999999999",null,"-1"]"""),
        (new("date32", "tdD"), """["-719162",null,"2932896"]"""),
        (new("date64", "tdm"), """["-86400000",null,"86400000"]"""),
        (new("time32", "ttm"), """["0",null,"86399999"]"""),
        (new("time64", "ttn"), """["0",null,"86399999999999"]"""),
        (new("timestamp", "tsu:UTC"), """["-9223372036854775808",null,"9007199254740993"]"""),
        (new("local", "tsn:"), """["1",null,"9223372036854775807"]"""),
        (new("duration", "tDn"), """["-1",null,"9007199254740993"]"""),
        (new("year_month", "tiM"), """["-13",null,"5"]"""),
        (new("day_time", "tiD"), """[{"days":"-1","milliseconds":"5"},null,{"days":"0","milliseconds":"0"}]"""),
        (new("month_day_nano", "tin"), """[{"months":"-1","days":"5","nanoseconds":"-9223372036854775808"},null,{"months":"1","days":"2","nanoseconds":"9223372036854775807"}]"""),
        (new("list", "+l") { Children = [Item] }, """[["1",null],null,[]]"""),
        (new("large_list", "+L") { Children = [Item] }, """[["1",null],null,[]]"""),
        (new("fixed_list", "+w:2") { Children = [Item] }, """[["1",null],null,["3","4"]]"""),
        (new("struct", "+s") { Children = IntAndText }, """[["1","a"],null,[null,"b"]]"""),
        (new("map", "+m") { Children = [Entries] }, """[[["k","1"],["l",null]],null,[]]"""),
        (new("dense", "+ud:0,5") { Children = IntAndText }, """[{"type":0,"value":"1"},{"type":5,"value":null},{"type":5,"value":"s"}]"""),
        (new("sparse", "+us:0,5") { Children = IntAndText }, """[{"type":0,"value":"1"},{"type":5,"value":null},{"type":5,"value":"s"}]"""),
        (new("dictionary", "c") { Dictionary = new("", "u"), Ordered = true }, """["red",null,"blue"]"""),
    ];

    [Theory]
    [InlineData(ArrowFileKind.File)]
    [InlineData(ArrowFileKind.Stream)]
    public void Every_type_reads_back_as_it_was_written(ArrowFileKind kind)
    {
        using var folder = new TempFolder();
        var metadata = new Dictionary<string, string> { ["schema key"] = "schema value" };
        ArrowField[] fields = [.. Zoo.Select(column => column.Field with { Metadata = new Dictionary<string, string> { ["key"] = column.Field.Name } })];
        var batch = new ArrowBatch(3, [.. Zoo.Select(column => JsonNode.Parse(column.Values)!.AsArray())]);
        ArrowBatch[] batches = [batch, new ArrowBatch(0, [.. Zoo.Select(_ => new JsonArray())]), batch];

        ArrowJudge.Write(folder["zoo.arrow"], kind, new ArrowTable(fields, metadata, batches));
        ArrowTable read = ArrowJudge.Read(folder["zoo.arrow"]);

        Assert.Equal(metadata, read.Metadata);
        Assert.Equal(fields.Select(Describe), read.Fields.Select(Describe));
        Assert.Equal(batches.Where(written => written.RowCount > 0).Select(Show), read.Batches.Where(written => written.RowCount > 0).Select(Show));
    }

    [Fact]
    public void A_real_file_of_others_is_read()
    {
        string folder = RepositoryPaths.VegaDatasets;
        ArrowTable flights = ArrowJudge.Read(Path.Combine(folder, "flights-200k.arrow"));
        DuckDbTable sameAsJson = DuckDbJudge.Query(DuckDbJudge.InMemory, $"SELECT count(*) FROM read_json('{folder}/flights-200k.json')");
        Assert.Equal(["delay", "distance", "time"], flights.Fields.Select(field => field.Name));
        Assert.Equal(sameAsJson.Rows[0][0], $"{flights.Batches.Sum(batch => batch.RowCount)}");
    }

    [Fact]
    public void An_unknown_type_is_refused_by_name()
    {
        using var folder = new TempFolder();
        var table = new ArrowTable([new ArrowField("a", "?")], new Dictionary<string, string>(), []);
        JudgeException error = Assert.Throws<JudgeException>(() => ArrowJudge.Write(folder["a.arrow"], ArrowFileKind.File, table));
        Assert.Contains("\"?\"", error.Message, StringComparison.Ordinal);
    }

    private static string Describe(ArrowField field) =>
        $"{field.Name}: {field.Format} {field.Nullable} {field.Ordered} [{string.Join(", ", field.Metadata)}] "
        + $"({string.Join(", ", field.Children.Select(Describe))}) {(field.Dictionary is null ? "" : Describe(field.Dictionary))}";

    private static string Show(ArrowBatch batch) => $"{batch.RowCount}: {string.Join('\n', batch.Columns.Select(column => column.ToJsonString()))}";
}
