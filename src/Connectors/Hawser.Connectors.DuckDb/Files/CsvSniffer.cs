using System.Globalization;
using System.Text.Json;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>
/// Lets DuckDB find a CSV file's dialect and types, and corrects what would lose something: lines that it would pass over are an error; numbers whose text says more than
/// their value (leading zeros, more digits than a DOUBLE has) and dates that could be read in two ways stay text.
/// </summary>
internal static class CsvSniffer
{
    private const string NotPlainNumber = @"^\s*[+-]?0[0-9]|^\s*\+|^[+-]?[0-9]{16,}$|^\s|\s$";

    /// <summary>Files up to this size have all their rows looked at.</summary>
    private const long WholeFileBytes = 32L << 20;

    public static FileRelation Settle(DuckDbConnection connection, FileRelation asked, CancellationToken cancellationToken)
    {
        var file = SampleAllWhenSmall(asked);
        var options = new FormatOptions(file);
        if (options.Flag(DuckDbFileFormats.AllTextKey))
        {
            return file;
        }

        var types = options.Text(DuckDbFileFormats.TypesKey) is { } given ? FileScan.ParseTypes(given) : [];
        foreach (var path in FilesOf(connection, file, cancellationToken))
        {
            SettleOne(connection, file with { Path = path }, options, types, cancellationToken);
        }

        return types.Count == 0 ? file : FileScan.With(file, DuckDbFileFormats.TypesKey, JsonSerializer.Serialize(types, TextJson.Default.DictionaryStringString));
    }

    // sniff_csv takes one file, so each file of a pattern is looked at; a column that would lose something in one of them is text in all.
    private static IEnumerable<string> FilesOf(DuckDbConnection connection, FileRelation file, CancellationToken cancellationToken)
    {
        if (File.Exists(file.Path))
        {
            return [file.Path];
        }

        var files = connection.Ask($"SELECT file FROM glob({DuckDbDialect.Instance.TextLiteral(file.Path)}) ORDER BY file", cancellationToken).Rows;
        return files.Count > 0 ? files.Select(row => row.Text(0)!) : [file.Path];
    }

    private static void SettleOne(DuckDbConnection connection, FileRelation file, FormatOptions options, Dictionary<string, string> types, CancellationToken cancellationToken)
    {
        var arguments = string.Join(", ", FileScan.CsvArguments(file, options).Prepend(DuckDbDialect.Instance.TextLiteral(FilePattern.Of(file.Path))));
        var found = connection.Ask(
            $"""
            SELECT SkipRows::BIGINT, DateFormat, TimestampFormat, list_transform(Columns, c -> c.name), list_transform(Columns, c -> c.type::VARCHAR)
            FROM sniff_csv({arguments})
            """,
            cancellationToken).Rows[0];
        ThrowIfSkipping(file, options, found.Number(0) ?? 0);
        Correct(connection, file, options, found, types, cancellationToken);
    }

    private static FileRelation SampleAllWhenSmall(FileRelation file) =>
        !file.Options.ContainsKey(DuckDbFileFormats.SampleRowsKey) && File.Exists(file.Path) && new FileInfo(file.Path).Length <= WholeFileBytes
            ? FileScan.With(file, DuckDbFileFormats.SampleRowsKey, "-1")
            : file;

    private static void ThrowIfSkipping(FileRelation file, FormatOptions options, long skipped)
    {
        if (skipped > 0 && !options.IsGiven(DuckDbFileFormats.SkipKey))
        {
            throw new ConnectorException(
                ConnectorStatus.InvalidData, DuckDbErrors.Connector, string.Create(CultureInfo.InvariantCulture, $"{file.Path}: the first {skipped} line(s) do not look like rows of the table that follows."))
            {
                Hint = string.Create(CultureInfo.InvariantCulture, $"Say skip={skipped} to pass over them, or skip=0 with a delimiter to read them."),
            };
        }
    }

    /// <summary>Adds VARCHAR for columns that would lose something.</summary>
    private static void Correct(
        DuckDbConnection connection, FileRelation file, FormatOptions options, Metadata.CatalogRow found, Dictionary<string, string> types, CancellationToken cancellationToken)
    {
        var columns = found.Texts(3).Zip(found.Texts(4)).Where(column => !types.ContainsKey(column.First)).ToArray();
        var isForeignDate = found.Text(1) is { Length: > 0 } date && date != "%Y-%m-%d" && !options.IsGiven(DuckDbFileFormats.DateFormatKey);
        var isForeignTimestamp = found.Text(2) is { Length: > 0 } timestamp && !timestamp.StartsWith("%Y-%m-%d", StringComparison.Ordinal)
            && !options.IsGiven(DuckDbFileFormats.TimestampFormatKey);
        foreach (var (name, type) in columns)
        {
            if ((type == "DATE" && isForeignDate) || (type.StartsWith("TIMESTAMP", StringComparison.Ordinal) && isForeignTimestamp))
            {
                types[name] = "VARCHAR";
            }
        }

        foreach (var name in FindLossyNumbers(connection, file, [.. columns.Where(column => IsNumber(column.Second)).Select(column => column.First)], cancellationToken))
        {
            types[name] = "VARCHAR";
        }
    }

    private static IEnumerable<string> FindLossyNumbers(DuckDbConnection connection, FileRelation file, string[] numbers, CancellationToken cancellationToken)
    {
        if (numbers.Length == 0)
        {
            return [];
        }

        var dialect = DuckDbDialect.Instance;
        var sample = new FormatOptions(file).Text(DuckDbFileFormats.SampleRowsKey);
        var text = FileScan.Render(FileScan.With(file, DuckDbFileFormats.AllTextKey, "true"));
        var tests = string.Join(", ", numbers.Select(name => $"coalesce(bool_or(regexp_matches({dialect.QuoteName(name)}, '{NotPlainNumber}')), false)"));
        var limit = sample == "-1" ? "" : $" LIMIT {sample}";
        var row = connection.Ask($"SELECT {tests} FROM (FROM {text}{limit})", cancellationToken).Rows[0];
        return numbers.Where((_, i) => row.Flag(i));
    }

    private static bool IsNumber(string type) => type is "BIGINT" or "INTEGER" or "HUGEINT" or "DOUBLE" or "FLOAT" || type.StartsWith("DECIMAL", StringComparison.Ordinal);
}
