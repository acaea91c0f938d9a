using System.Globalization;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>Turns the engine's report of a text that is not plainly a value into an error that names the file, the column, the row and the text.</summary>
internal static class TextMisfit
{
    public static bool IsReported(ConnectorException error) => error.Detail.Contains(TextFile.MisfitMark, StringComparison.Ordinal);

    /// <summary>The located error. The row is found by reading the file once more, in its order: threads read it in shares, and the first to stop says nothing of where it was.</summary>
    public static ConnectorException Locate(DuckDbConnection connection, TextFile file, ConnectorException error, CancellationToken cancellationToken)
    {
        string report = error.Detail[(error.Detail.IndexOf(TextFile.MisfitMark, StringComparison.Ordinal) + TextFile.MisfitMark.Length)..];
        int colon = report.IndexOf(':', StringComparison.Ordinal);
        TextColumn[] tested = [.. file.Columns.Where(file.IsTested)];
        if (colon < 0 || !int.TryParse(report[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index >= tested.Length)
        {
            return error;
        }

        TextColumn column = tested[index];
        (long? row, string text) = First(connection, file, column, cancellationToken) ?? (null, report[(colon + 1)..]);
        string where = row is null ? "" : string.Create(CultureInfo.InvariantCulture, $", row {row}");
        return new ConnectorException(
            ConnectorStatus.InvalidData, DuckDbErrors.Connector, $"{file.File.DisplayName}: \"{text}\" is not plainly a {column.Type}, in column \"{column.Name}\"{where}; as a {column.Type} it would lose something.", error)
        {
            Hint = file.SampledRows is { } rows
                ? $"The type was found in the first {rows} rows: {DuckDbFileFormats.SampleRowsKey}=-1 looks at all of them, {DuckDbFileFormats.TypesKey}={{\"{column.Name}\": \"VARCHAR\"}} keeps the text."
                : $"{DuckDbFileFormats.TypesKey}={{\"{column.Name}\": \"VARCHAR\"}} keeps the text.",
        };
    }

    private static (long? Row, string Text)? First(DuckDbConnection connection, TextFile file, TextColumn column, CancellationToken cancellationToken)
    {
        // The session of the failed statement may be in a transaction that can only be rolled back.
        using var other = connection.Database.OpenConnection(cancellationToken);
        var rows = ((DuckDbConnection)other).Ask(
            $"SELECT n, left(text, 200) FROM (SELECT row_number() OVER () - 1 AS n, {column.QuotedName} AS text, {column.Test} AS is_plain FROM {file.Source()}) WHERE NOT is_plain LIMIT 1",
            cancellationToken).Rows;
        return rows.Count == 0 ? null : (rows[0].Number(0), rows[0].Text(1)!);
    }
}
