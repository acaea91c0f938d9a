using System.Text.Json;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>
/// Takes a call such as <c>read_csv('a.csv', delim = ';')</c> for the file that it reads, where all its arguments have an option of ours: then its values are tested as those of any
/// file of text are. DuckDB's own reader would turn 12.5 into 13 where it took a column for whole numbers.
/// </summary>
internal static class FunctionFile
{
    private static readonly Dictionary<string, string> CsvOptions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["delim"] = DuckDbFileFormats.DelimiterKey,
        ["sep"] = DuckDbFileFormats.DelimiterKey,
        ["quote"] = DuckDbFileFormats.QuoteKey,
        ["escape"] = DuckDbFileFormats.EscapeKey,
        ["header"] = DuckDbFileFormats.HeaderKey,
        ["nullstr"] = DuckDbFileFormats.NullKey,
        ["skip"] = DuckDbFileFormats.SkipKey,
        ["types"] = DuckDbFileFormats.TypesKey,
        ["dtypes"] = DuckDbFileFormats.TypesKey,
        ["all_varchar"] = DuckDbFileFormats.AllTextKey,
        ["dateformat"] = DuckDbFileFormats.DateFormatKey,
        ["timestampformat"] = DuckDbFileFormats.TimestampFormatKey,
        ["sample_size"] = DuckDbFileFormats.SampleRowsKey,
    };

    /// <summary>The file of a call; the relation itself when it is none, or when an argument says more than our options can.</summary>
    public static Relation Of(Relation relation)
    {
        if (relation is not FunctionRelation { Call: { Arguments: [{ Name: null, Value: TableFunctionText path }, ..] } call } || FormatOf(call) is not { } format)
        {
            return relation;
        }

        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in call.Arguments.Skip(1))
        {
            if (setting.Name is null || !CsvOptions.TryGetValue(setting.Name, out var key) || Text(setting.Value) is not { } value)
            {
                return relation;
            }

            options[key] = value;
        }

        return new FileRelation(path.Value, format) { Options = options };
    }

    private static string? FormatOf(TableFunctionCall call) => call.Function.ToUpperInvariant() switch
    {
        "READ_CSV" or "READ_CSV_AUTO" => DuckDbFileFormats.Csv,
        "READ_JSON" or "READ_JSON_AUTO" when call.Arguments.Count == 1 => DuckDbFileFormats.Json,
        "READ_NDJSON" or "READ_NDJSON_AUTO" when call.Arguments.Count == 1 => DuckDbFileFormats.NdJson,
        _ => null,
    };

    private static string? Text(TableFunctionValue value) => value switch
    {
        TableFunctionText text => text.Value,
        TableFunctionBoolean or TableFunctionNumber => value.ToString(),
        TableFunctionStruct types when types.Fields.All(field => field.Value is TableFunctionText) =>
            JsonSerializer.Serialize(types.Fields.ToDictionary(field => field.Key, field => ((TableFunctionText)field.Value).Value), TextJson.Default.DictionaryStringString),
        _ => null,
    };
}
