using System.Globalization;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>How a CSV file is written, as DuckDB found it, so that reading does not look again.</summary>
/// <param name="Delimiter">Between two values.</param>
/// <param name="Quote">Around values; empty for none.</param>
/// <param name="Escape">Before a quote inside a value; empty for none.</param>
/// <param name="NewLine">The end of a line as DuckDB writes it, e.g. <c>\n</c>.</param>
/// <param name="SkippedLines">Lines before the header or the first row.</param>
/// <param name="HasHeader">Whether the first line holds names.</param>
internal sealed record CsvDialect(string Delimiter, string Quote, string Escape, string NewLine, long SkippedLines, bool HasHeader)
{
    private const string Nothing = "(empty)";

    /// <summary>The dialect in a row of sniff_csv: Delimiter, Quote, Escape, NewLineDelimiter, SkipRows, HasHeader, from the given column on.</summary>
    public static CsvDialect Read(Metadata.CatalogRow row, int at)
    {
        string Text(int column) => row.Text(at + column) is { } text && text != Nothing ? text : "";
        string quote = Text(1);

        // When no row that was looked at has a quote inside a value, DuckDB finds no escape, and would stumble over the first later row that has one: RFC 4180 doubles the quote.
        string escape = Text(2) is { Length: > 0 } found ? found : quote;
        return new CsvDialect(Text(0), quote, escape, Text(3), row.Number(at + 4) ?? 0, row.Flag(at + 5));
    }

    /// <summary>The arguments of read_csv.</summary>
    public IEnumerable<string> Arguments()
    {
        yield return "auto_detect = false";
        yield return $"delim = {Literal(Delimiter)}";
        yield return $"quote = {Literal(Quote)}";
        yield return $"escape = {Literal(Escape)}";
        yield return $"new_line = {Literal(NewLine)}";
        yield return string.Create(CultureInfo.InvariantCulture, $"skip = {SkippedLines}");
        yield return $"header = {(HasHeader ? "true" : "false")}";
    }

    private static string Literal(string text) => DuckDbDialect.Instance.TextLiteral(text);
}
