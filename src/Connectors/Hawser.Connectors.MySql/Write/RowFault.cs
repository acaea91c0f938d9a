using System.Globalization;
using Hawser.Connectors.MySql.Session;

namespace Hawser.Connectors.MySql.Write;

/// <summary>What the server says about a row that it refuses, or would take changed.</summary>
/// <param name="Status">The kind of error.</param>
/// <param name="Text">The server's message, without a full stop.</param>
/// <param name="Column">The column at fault; null when the row as a whole is.</param>
/// <param name="Line">Which of the rows that were sent it is, from 1, as far as the server counts right; null when it does not say.</param>
/// <param name="Cause">The server's error; null for a warning or a row that is missing without a word.</param>
internal sealed record RowFault(ConnectorStatus Status, string Text, string? Column, long? Line, ConnectorException? Cause)
{
    private const int FromEngine = 1030;
    private const int NoDefault = 1364;
    private const int NoPartition = 1526;
    private const int WrongPartition = 1748;
    private const int Raised = 1644;
    private const int Duplicate = 1062;
    private const int PacketTooLarge = 1153;

    // Said of statements and settings, not of rows: unsafe to replicate by statement, deprecated syntax or character set.
    private static readonly string[] OfNoRow = ["1592", "1287", "1681", "3719", "3778"];

    /// <summary>Whether no packet holds the rows.</summary>
    public bool IsTooLarge => Cause?.VendorCode == PacketTooLarge;

    /// <summary>A row that came to nothing.</summary>
    public static RowFault Missing { get; } = new(ConnectorStatus.ConstraintViolation, "the server left the row out without a word", null, null, null);

    /// <summary>Whether a warning is about the content of a row.</summary>
    public static bool IsOfRow(ServerMessage warning) => !OfNoRow.Contains(warning.Code);

    /// <summary>Whether an error is about the content of a row: a value, a constraint, a trigger's refusal, a row that is too large.</summary>
    public static bool IsOfRow(ConnectorException error) =>
        error.Status is ConnectorStatus.InvalidData or ConnectorStatus.ConstraintViolation || error.VendorCode is MySqlErrors.RowTooLarge or NoDefault or NoPartition or WrongPartition or Raised
        || (error.VendorCode == FromEngine && error.Detail.Contains("139", StringComparison.Ordinal));

    /// <summary>Reads an error.</summary>
    /// <param name="error">An error for which <see cref="IsOfRow(ConnectorException)"/> holds.</param>
    /// <param name="session">The session, which errors name.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="isOfStage">Whether it came while rows went into the staging table, whose key is the load's.</param>
    public static RowFault Of(ConnectorException error, LoadSession session, IReadOnlyList<string> columns, bool isOfStage)
    {
        string text = error.Detail.TrimEnd('.');
        text = text.StartsWith($"{session.Where}: ", StringComparison.Ordinal) ? text[(session.Where.Length + 2)..] : text;
        if (isOfStage && error.VendorCode == Duplicate)
        {
            text = $"the key occurs twice in what is loaded ({text})";
        }

        return new RowFault(error.Status is ConnectorStatus.InvalidData ? ConnectorStatus.InvalidData : ConnectorStatus.ConstraintViolation, text, ColumnIn(text, columns), LineIn(text), error);
    }

    /// <summary>Reads a warning.</summary>
    /// <param name="warning">A warning for which <see cref="IsOfRow(ServerMessage)"/> holds.</param>
    /// <param name="columns">The names of the columns.</param>
    public static RowFault Of(ServerMessage warning, IReadOnlyList<string> columns)
    {
        string text = warning.Text.TrimEnd('.');
        ConnectorStatus status = int.TryParse(warning.Code, NumberStyles.None, CultureInfo.InvariantCulture, out int code) ? MySqlErrors.StatusOf(code, "") : ConnectorStatus.InvalidData;
        return new RowFault(status == ConnectorStatus.ConstraintViolation ? status : ConnectorStatus.InvalidData, text, ColumnIn(text, columns), LineIn(text), null);
    }

    /// <summary>A row that no packet holds.</summary>
    public static RowFault TooLarge(long bytes, long most)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"the row has {bytes} bytes as a statement, and the server's max_allowed_packet is {most}");
        return new RowFault(ConnectorStatus.InvalidData, text, null, null, new ConnectorException(ConnectorStatus.ResourceExhausted, MySqlErrors.Connector, text)
        {
            VendorCode = PacketTooLarge, Hint = "Raise max_allowed_packet at the server.",
        });
    }

    // "Out of range value for column 'qty' at row 3"; MariaDB also writes column `shop`.`orders`.`qty`.
    private static string? ColumnIn(string text, IReadOnlyList<string> columns) => columns
        .Where(name => text.Contains($"olumn '{name}'", StringComparison.Ordinal) || text.Contains($"`.`{name}` at row", StringComparison.Ordinal))
        .MaxBy(name => name.Length);

    private static long? LineIn(string text)
    {
        const string AtRow = " at row ";
        int at = text.LastIndexOf(AtRow, StringComparison.Ordinal);
        return at >= 0 && long.TryParse(text.AsSpan(at + AtRow.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long line) && line > 0 ? line : null;
    }
}
