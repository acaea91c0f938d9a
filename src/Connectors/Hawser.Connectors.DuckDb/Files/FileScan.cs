using System.Text.Json;
using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>Renders the reading of a file as a call of DuckDB's reader.</summary>
internal static class FileScan
{
    /// <summary>Settles what would otherwise be found by looking: the types of a file of text.</summary>
    public static PreparedFile Prepare(DuckDbConnection connection, FileRelation file, Schema? schema, CancellationToken cancellationToken)
    {
        if (file.Format == DuckDbFileFormats.Parquet)
        {
            return new PreparedFile(WithMarks(file, ParquetMarks.Read(connection, file, cancellationToken)), null) { Extensions = ParquetMarks.ReadExtensions(connection, file, cancellationToken) };
        }

        var text = TextFileCache.Find(connection, WithTypes(file, schema), cancellationToken);
        return new PreparedFile(text.Query(), text);
    }

    /// <summary>What stands behind FROM.</summary>
    public static string Render(FileRelation file)
    {
        var options = new FormatOptions(file);
        var arguments = new List<string> { DuckDbDialect.Instance.TextLiteral(FilePattern.Of(file.Path)) };
        switch (file.Format)
        {
            case DuckDbFileFormats.Parquet:
                return $"read_parquet({arguments[0]})";
            case DuckDbFileFormats.Json or DuckDbFileFormats.NdJson:
                arguments.Add(file.Format == DuckDbFileFormats.Json ? "format = 'auto'" : "format = 'newline_delimited'");

                // A type found in the first objects would be forced upon the others: 12.5 becomes 12 without a word.
                arguments.Add("sample_size = -1");
                if (options.Text(DuckDbFileFormats.TypesKey) is { } columns)
                {
                    // Told the types, the reader does not guess: a decimal is never a double in between.
                    arguments.Add($"columns = {{{TypeList(columns)}}}");
                }

                return $"read_json({string.Join(", ", arguments)})";
            default:
                arguments.AddRange(CsvArguments(file, options));
                return $"read_csv({string.Join(", ", arguments)})";
        }
    }

    /// <summary>What stands behind FROM for a file of text whose columns are known.</summary>
    public static string Render(FileRelation file, Dictionary<string, string> types, CsvDialect? dialect)
    {
        var list = JsonSerializer.Serialize(types, TextJson.Default.DictionaryStringString);
        if (dialect is null)
        {
            return Render(With(file, DuckDbFileFormats.TypesKey, list));
        }

        var options = new FormatOptions(file);
        var given = TextArguments.Where(argument => !IsOfDialect(argument.Key) && options.IsGiven(argument.Key)).Select(argument => $"{argument.Argument} = {Literal(options.Text(argument.Key)!)}");
        return $"read_csv({string.Join(", ", [Literal(FilePattern.Of(file.Path)), QuotedIsText, NoComments, .. dialect.Arguments(), .. given, $"columns = {{{TypeList(list)}}}"])})";
    }

    /// <summary>The arguments of read_csv and sniff_csv that the options stand for.</summary>
    public static IEnumerable<string> CsvArguments(FileRelation file, FormatOptions options)
    {
        yield return QuotedIsText;
        yield return NoComments;
        yield return $"sample_size = {options.Text(DuckDbFileFormats.SampleRowsKey)}";
        if ((options.Text(DuckDbFileFormats.DelimiterKey) ?? (file.Format == DuckDbFileFormats.Tsv ? "\t" : null)) is { } delimiter)
        {
            yield return $"delim = {Literal(delimiter)}";
        }

        // Looking for the quote, DuckDB takes a value such as 'three' for a quoted one and drops its apostrophes; another quote than RFC 4180's must be asked for.
        if (!options.IsGiven(DuckDbFileFormats.QuoteKey))
        {
            yield return "quote = '\"'";
        }

        foreach (var (key, argument) in TextArguments)
        {
            if (options.Text(key) is { } value)
            {
                yield return $"{argument} = {Literal(value)}";
            }
        }

        if (options.IsGiven(DuckDbFileFormats.HeaderKey))
        {
            yield return $"header = {(options.Flag(DuckDbFileFormats.HeaderKey) ? "true" : "false")}";
        }

        if (options.Text(DuckDbFileFormats.SkipKey) is { } skip)
        {
            yield return $"skip = {skip}";
        }

        if (options.Flag(DuckDbFileFormats.AllTextKey))
        {
            yield return "all_varchar = true";
        }
        else if (options.Text(DuckDbFileFormats.TypesKey) is { } types)
        {
            yield return $"types = {{{TypeList(types)}}}";
        }
    }

    /// <summary>The option that names columns' types, read.</summary>
    /// <exception cref="ConnectorException">It is not a JSON object of texts.</exception>
    public static Dictionary<string, string> ParseTypes(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, TextJson.Default.DictionaryStringString) ?? [];
        }
        catch (JsonException error)
        {
            throw new ConnectorException(
                ConnectorStatus.InvalidConfiguration, DuckDbErrors.Connector, $"the option \"{DuckDbFileFormats.TypesKey}\" must be JSON such as {{\"id\": \"BIGINT\"}}.", error);
        }
    }

    public static FileRelation With(FileRelation file, string key, string value) =>
        file with { Options = new Dictionary<string, string>(file.Options, StringComparer.Ordinal) { [key] = value } };

    /// <summary>In quotes, the text that stands for NULL is a text: so an empty text and NULL are told apart.</summary>
    private const string QuotedIsText = "allow_quoted_nulls = false";

    /// <summary>A line is a row whatever it begins with.</summary>
    private const string NoComments = "comment = ''";

    private static bool IsOfDialect(string key) => key is DuckDbFileFormats.QuoteKey or DuckDbFileFormats.EscapeKey;

    private static readonly (string Key, string Argument)[] TextArguments =
    [
        (DuckDbFileFormats.QuoteKey, "quote"),
        (DuckDbFileFormats.EscapeKey, "escape"),
        (DuckDbFileFormats.NullKey, "nullstr"),
        (DuckDbFileFormats.DateFormatKey, "dateformat"),
        (DuckDbFileFormats.TimestampFormatKey, "timestampformat"),
    ];

    /// <summary>Brings columns that were encoded back to their types.</summary>
    private static Relation WithMarks(FileRelation file, Dictionary<string, string> marks) => marks.Count == 0 ? file : Casting(file, marks);

    /// <summary>JSON's own types are few; the wanted ones come by casts that fail when a value does not fit.</summary>
    private static QueryRelation Casting(FileRelation file, Dictionary<string, string> types)
    {
        var dialect = DuckDbDialect.Instance;
        var casts = string.Join(", ", types.Select(pair => $"CAST({dialect.QuoteName(pair.Key)} AS {pair.Value}) AS {dialect.QuoteName(pair.Key)}"));
        return new QueryRelation(new Statement($"SELECT * REPLACE ({casts}) FROM {Render(file)}"));
    }

    private static FileRelation WithTypes(FileRelation file, Schema? schema)
    {
        if (schema is null)
        {
            return file;
        }

        var types = schema.Fields.ToDictionary(field => field.Name, field => SinkForms.TypeOf(field).ToString());
        return With(file, DuckDbFileFormats.TypesKey, JsonSerializer.Serialize(types, TextJson.Default.DictionaryStringString));
    }

    private static string TypeList(string types) => string.Join(", ", ParseTypes(types).Select(pair => $"{Literal(pair.Key)}: {Literal(pair.Value)}"));

    private static string Literal(string text) => DuckDbDialect.Instance.TextLiteral(text);
}
