using System.Globalization;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>A file of text (or a pattern of them) whose columns and types are decided, and the query that reads it: texts that are tested become values only where they keep all that they say.</summary>
/// <param name="File">The file with its options.</param>
/// <param name="Columns">All its columns.</param>
internal sealed record TextFile(FileRelation File, IReadOnlyList<TextColumn> Columns)
{
    /// <summary>Stands before the column's number and the text in the error of a value that is not plain.</summary>
    public const string MisfitMark = "hawser_misfit:";

    private const int ShownCharacters = 200;

    /// <summary>How many rows the types were found in; null when all were looked at, or types were given.</summary>
    public string? SampledRows { get; init; }

    /// <summary>How a CSV file is written; null when DuckDB finds it again as it reads.</summary>
    public CsvDialect? Dialect { get; init; }

    private bool IsJson => File.Format is DuckDbFileFormats.Json or DuckDbFileFormats.NdJson;

    /// <summary>Whether a column's texts are tested. A text inside JSON is told from a number by the format itself.</summary>
    public bool IsTested(TextColumn column) => column.Form switch
    {
        null => column.Type.Id == TypeId.Decimal,
        PlainForm.Integer or PlainForm.Double => true,
        PlainForm.Date => !IsJson && !IsFormatGiven(DuckDbFileFormats.DateFormatKey),
        PlainForm.Timestamp or PlainForm.TimestampTz => !IsJson && !IsFormatGiven(DuckDbFileFormats.TimestampFormatKey),
        _ => !IsJson,
    };

    /// <summary>The query that gives the file's rows.</summary>
    public QueryRelation Query()
    {
        TextColumn[] tested = [.. Columns.Where(IsTested)];
        var values = string.Join(", ", Columns.Select(column => IsTested(column) ? column.Cast : column.QuotedName));
        var where = tested.Length == 0 ? "" : $" WHERE CASE WHEN {AllTests(tested)} THEN true ELSE error({Misfit(tested)}) END";
        return new QueryRelation(new Statement($"SELECT {values} FROM {Source()}{where}"));
    }

    /// <summary>What stands behind FROM to read the tested columns as texts and the others as what they are.</summary>
    public string Source()
    {
        var scan = FileScan.Render(File, Columns.ToDictionary(column => column.Name, column => IsTested(column) ? IsJson ? "JSON" : "VARCHAR" : column.Type.ToString()), Dialect);
        TextColumn[] tested = [.. Columns.Where(IsTested)];
        return IsJson && tested.Length > 0
            ? $"(SELECT * REPLACE ({string.Join(", ", tested.Select(column => $"trim(CAST({column.QuotedName} AS VARCHAR), '\"') AS {column.QuotedName}"))}) FROM {scan})"
            : scan;
    }

    // One call for all columns of a form: a call has its price, a value nearly none.
    private static string AllTests(TextColumn[] tested) => string.Join(
        " AND ",
        tested.GroupBy(column => column.Form).SelectMany(group => group.Key is { } form
            ? [PlainFunctions.Call(form, group.Select(column => column.QuotedName))]
            : group.Select(column => column.Test)));

    private static string Misfit(TextColumn[] tested)
    {
        var cases = tested.Select((column, i) =>
            string.Create(CultureInfo.InvariantCulture, $"WHEN NOT {column.Test} THEN '{MisfitMark}{i}:' || left({column.QuotedName}, {ShownCharacters})"));
        return $"CASE {string.Join(" ", cases)} END";
    }

    private bool IsFormatGiven(string key) => File.Options.ContainsKey(key);
}
