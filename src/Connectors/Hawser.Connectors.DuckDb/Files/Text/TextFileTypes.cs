using System.Text.Json;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>
/// Decides the columns of a file of text. DuckDB finds dialect and types; a column one of whose texts says more than its value would (leading zeros, more digits than a DOUBLE has,
/// a date that could be read in two ways) stays text.
/// </summary>
internal static class TextFileTypes
{
    /// <summary>CSV files up to this size have all their rows looked at.</summary>
    private const long WholeFileBytes = 32L << 20;

    public static TextFile Find(DuckDbConnection connection, FileRelation asked, CancellationToken cancellationToken)
    {
        var isCsv = asked.Format is DuckDbFileFormats.Csv or DuckDbFileFormats.Tsv;
        var file = isCsv ? SampleAllWhenSmall(asked) : asked;
        var options = new FormatOptions(file);
        var given = options.Text(DuckDbFileFormats.TypesKey) is { } types ? FileScan.ParseTypes(types) : [];
        var found = isCsv && !options.Flag(DuckDbFileFormats.AllTextKey)
            ? FindCsv(connection, file, options, given, cancellationToken)
            : new TextFile(file, Describe(connection, file, cancellationToken));
        HashSet<string> lossy = [.. FindLossy(connection, found, given, cancellationToken)];
        var asText = isCsv ? new DuckDbType(TypeId.Varchar) : DuckDbTypeParser.Parse("JSON");
        return lossy.Count == 0 ? found : found with { Columns = [.. found.Columns.Select(column => lossy.Contains(column.Name) ? column with { Type = asText } : column)] };
    }

    private static TextFile FindCsv(DuckDbConnection connection, FileRelation file, FormatOptions options, Dictionary<string, string> given, CancellationToken cancellationToken)
    {
        var found = CsvSniffer.Look(connection, file, options, given, cancellationToken);
        var sample = options.Text(DuckDbFileFormats.SampleRowsKey) is { } rows and not "-1" ? rows : null;
        if (found.Dialect is not null)
        {
            return new TextFile(file, [.. found.Columns.Select(column => new TextColumn(column.Name, DuckDbTypeParser.Parse(column.Type)))]) { Dialect = found.Dialect, SampledRows = sample };
        }

        // The files of a pattern may differ in their columns; DuckDB brings them together.
        var settled = new Dictionary<string, string>(given);
        foreach (var name in found.Texts)
        {
            settled.TryAdd(name, "VARCHAR");
        }

        return new TextFile(file, Describe(connection, With(file, settled), cancellationToken)) { SampledRows = sample };
    }

    private static FileRelation SampleAllWhenSmall(FileRelation file) =>
        !file.Options.ContainsKey(DuckDbFileFormats.SampleRowsKey) && File.Exists(file.Path) && new FileInfo(file.Path).Length <= WholeFileBytes
            ? FileScan.With(file, DuckDbFileFormats.SampleRowsKey, "-1")
            : file;

    private static FileRelation With(FileRelation file, Dictionary<string, string> types) =>
        types.Count == 0 ? file : FileScan.With(file, DuckDbFileFormats.TypesKey, JsonSerializer.Serialize(types, TextJson.Default.DictionaryStringString));

    private static TextColumn[] Describe(DuckDbConnection connection, FileRelation file, CancellationToken cancellationToken)
    {
        using var statement = connection.Session.Prepare($"SELECT * FROM {FileScan.Render(file)}", cancellationToken);
        var columns = new TextColumn[statement.ColumnCount];
        for (var i = 0; i < columns.Length; i++)
        {
            using var type = statement.ColumnType(i);
            columns[i] = new TextColumn(statement.ColumnName(i), LogicalTypes.Read(type.Raw));
        }

        return columns;
    }

    /// <summary>The columns, of those without a given type, that hold a text which is not plainly a value, as far as the file is looked at.</summary>
    private static IEnumerable<string> FindLossy(DuckDbConnection connection, TextFile file, Dictionary<string, string> given, CancellationToken cancellationToken)
    {
        TextColumn[] tested = [.. file.Columns.Where(column => file.IsTested(column) && !given.ContainsKey(column.Name))];
        if (tested.Length == 0)
        {
            return [];
        }

        var tests = string.Join(", ", tested.Select(column => $"coalesce(bool_and({column.Test}), true)"));
        var limit = file.SampledRows is { } rows ? $" LIMIT {rows}" : "";
        var row = connection.Ask($"SELECT {tests} FROM (SELECT {string.Join(", ", tested.Select(column => column.QuotedName))} FROM {file.Source()}{limit})", cancellationToken).Rows[0];
        return tested.Where((_, i) => !row.Flag(i)).Select(column => column.Name);
    }
}
