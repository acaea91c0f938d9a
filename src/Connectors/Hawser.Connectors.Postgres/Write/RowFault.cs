using System.Globalization;
using Npgsql;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>What the server says about a row that it refuses.</summary>
/// <param name="Status">The kind of error.</param>
/// <param name="Text">The server's message, without a full stop.</param>
/// <param name="Column">The column at fault; null when the row as a whole is.</param>
/// <param name="Line">Which of the rows of the COPY it is, from 1; null when the server does not say.</param>
/// <param name="Cause">The server's error; null for a row that a trigger dropped without a word.</param>
internal sealed record RowFault(ConnectorStatus Status, string Text, string? Column, long? Line, PostgresException? Cause)
{
    private const string UniqueViolation = "23505";
    private const string NotNullViolation = "23502";
    private const string BadCopyFormat = "22P04";

    /// <summary>A row that came to nothing.</summary>
    public static RowFault Dropped { get; } = new(ConnectorStatus.ConstraintViolation, "a trigger dropped the row", null, null, null);

    /// <summary>Whether an error is about the content of a row: a value, a constraint, a trigger's or a domain's refusal, a row that is too large for a page or an index.</summary>
    public static bool IsOfRow(PostgresException error) =>
        error.SqlState is ['2', '2', ..] or ['2', '3', ..] or ['4', '4', ..] or ['5', '4', ..] or "P0001" && error.SqlState != BadCopyFormat;

    /// <summary>Reads an error.</summary>
    /// <param name="error">An error for which <see cref="IsOfRow"/> holds.</param>
    /// <param name="table">The name of the table that is copied into; null when the error is not a COPY's.</param>
    /// <param name="stage">The staging table, whose key is the load's; null when there is none.</param>
    /// <param name="columns">The names of the columns.</param>
    public static RowFault Of(PostgresException error, string? table, StagingTable? stage, IReadOnlyList<string> columns)
    {
        (long? line, string? column) = table is null ? (null, null) : Place(error.Where, table, columns);
        column ??= error.ColumnName ?? DetailColumn(error.Detail, columns);
        string text = error.MessageText.TrimEnd('.') + (error.Detail is { Length: > 0 } detail ? $" ({detail.TrimEnd('.')})" : "");
        if (stage is not null && error.TableName == StagingTable.Name)
        {
            text = error.SqlState switch
            {
                UniqueViolation => $"the key occurs twice in what is loaded{(error.Detail is { Length: > 0 } key ? $" ({key.TrimEnd('.')})" : "")}",
                NotNullViolation => "the key holds NULL",
                _ => text,
            };
        }

        return new RowFault(PostgresErrors.StatusOf(error.SqlState) is ConnectorStatus.InvalidData ? ConnectorStatus.InvalidData : ConnectorStatus.ConstraintViolation, text, column, line, error);
    }

    // "COPY orders, line 17, column qty": the words between are in the server's language.
    private static (long? Line, string? Column) Place(string? where, string table, IReadOnlyList<string> columns)
    {
        string beginning = $"COPY {table},";
        string? place = where?.Split('\n').LastOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal));
        if (place is null)
        {
            return (null, null);
        }

        string rest = place[beginning.Length..];
        int first = rest.AsSpan().IndexOfAnyInRange('0', '9');
        if (first < 0)
        {
            return (null, null);
        }

        int end = first;
        while (end < rest.Length && char.IsAsciiDigit(rest[end]))
        {
            end++;
        }

        string behind = rest[end..];
        string? column = columns.Where(name => behind.EndsWith($" {name}", StringComparison.Ordinal) || behind.Contains($" {name}:", StringComparison.Ordinal)).MaxBy(name => name.Length);
        return (long.TryParse(rest.AsSpan(first, end - first), NumberStyles.None, CultureInfo.InvariantCulture, out long line) && line > 0 ? line : null, column);
    }

    // "Key (id)=(5) already exists."
    private static string? DetailColumn(string? detail, IReadOnlyList<string> columns)
    {
        int open = detail?.IndexOf('(', StringComparison.Ordinal) ?? -1, close = detail?.IndexOf(")=(", StringComparison.Ordinal) ?? -1;
        string? name = open >= 0 && close > open ? detail![(open + 1)..close].Trim('"') : null;
        return name is not null && columns.Contains(name) ? name : null;
    }
}
