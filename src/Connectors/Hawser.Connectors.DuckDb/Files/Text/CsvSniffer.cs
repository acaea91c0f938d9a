using System.Globalization;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>
/// Lets DuckDB find a CSV file's dialect and types, and corrects what would lose something: lines that it would pass over are an error, and dates in another form than ISO 8601, which
/// could be read in two ways, stay text.
/// </summary>
internal static class CsvSniffer
{
    /// <summary>Finds the types of a file, beside those that are given.</summary>
    public static CsvFindings Look(DuckDbConnection connection, FileRelation file, FormatOptions options, IReadOnlyDictionary<string, string> given, CancellationToken cancellationToken)
    {
        var paths = FilesOf(connection, file, cancellationToken);
        CsvFindings? all = null;
        foreach (var path in paths)
        {
            var found = LookAtOne(connection, file with { Path = path }, options, given, cancellationToken);
            all = all is null ? found : all.With(found);
        }

        return all!;
    }

    // sniff_csv takes one file, so each file of a pattern is looked at.
    private static IReadOnlyList<string> FilesOf(DuckDbConnection connection, FileRelation file, CancellationToken cancellationToken)
    {
        if (File.Exists(file.Path))
        {
            return [file.Path];
        }

        var files = connection.Ask($"SELECT file FROM glob({DuckDbDialect.Instance.TextLiteral(file.Path)}) ORDER BY file", cancellationToken).Rows;
        return files.Count > 0 ? [.. files.Select(row => row.Text(0)!)] : [file.Path];
    }

    private static CsvFindings LookAtOne(
        DuckDbConnection connection, FileRelation file, FormatOptions options, IReadOnlyDictionary<string, string> given, CancellationToken cancellationToken)
    {
        var arguments = string.Join(", ", FileScan.CsvArguments(file, options).Prepend(DuckDbDialect.Instance.TextLiteral(FilePattern.Of(file.Path))));
        var found = connection.Ask(
            $"""
            SELECT Delimiter, Quote, Escape, NewLineDelimiter, SkipRows::BIGINT, HasHeader, DateFormat, TimestampFormat,
                   list_transform(Columns, c -> c.name), list_transform(Columns, c -> c.type::VARCHAR)
            FROM sniff_csv({arguments})
            """,
            cancellationToken).Rows[0];
        var dialect = CsvDialect.Read(found, 0);
        ThrowIfSkipping(file, options, dialect.SkippedLines);
        var isForeignDate = found.Text(6) is { Length: > 0 } date && date != "%Y-%m-%d" && !options.IsGiven(DuckDbFileFormats.DateFormatKey);
        var isForeignTimestamp = found.Text(7) is { Length: > 0 } timestamp && !timestamp.StartsWith("%Y-%m-%d", StringComparison.Ordinal)
            && !options.IsGiven(DuckDbFileFormats.TimestampFormatKey);
        bool IsForeign(string type) => (type == "DATE" && isForeignDate) || (type.StartsWith("TIMESTAMP", StringComparison.Ordinal) && isForeignTimestamp);
        return new CsvFindings(dialect, [.. found.Texts(8).Zip(found.Texts(9), (name, type) => (name, given.TryGetValue(name, out var asked) ? asked : IsForeign(type) ? "VARCHAR" : type))]);
    }

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
}
