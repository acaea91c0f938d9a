using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite;

/// <summary>Result codes (https://www.sqlite.org/rescode.html) → the error that Hawser shows.</summary>
internal static class SqliteErrors
{
    /// <summary>The connector's name in messages.</summary>
    public const string ConnectorName = "sqlite";

    /// <summary>Makes the error for a result code.</summary>
    /// <param name="code">The extended code.</param>
    /// <param name="message">What the library says.</param>
    /// <param name="where">The database, as people name it.</param>
    public static ConnectorException Create(int code, string message, string where)
    {
        (ConnectorStatus status, bool isTransient, string? hint) = Describe(code, message);
        return new ConnectorException(status, ConnectorName, $"{where}: {message}.")
        {
            VendorCode = code,
            IsTransient = isTransient,
            Hint = hint,
        };
    }

    /// <summary>An error that this connector finds by itself.</summary>
    public static ConnectorException Create(ConnectorStatus status, string detail, string? hint = null) =>
        new(status, ConnectorName, detail) { Hint = hint };

    private static (ConnectorStatus Status, bool IsTransient, string? Hint) Describe(int code, string message) => ResultCode.Primary(code) switch
    {
        ResultCode.Busy => (ConnectorStatus.Busy, true, "Another connection holds the database; end it, or wait longer with busy_timeout."),
        ResultCode.Locked => (ConnectorStatus.Busy, true, "A reader or statement of this process still uses the table; dispose it first."),
        ResultCode.Protocol => (ConnectorStatus.Busy, true, null),
        ResultCode.ReadOnly => (ConnectorStatus.PermissionDenied, false, "Open it without read_only, and check that file and folder can be written."),
        ResultCode.Permission or ResultCode.Authorization => (ConnectorStatus.PermissionDenied, false, null),
        ResultCode.CannotOpen => (ConnectorStatus.Unavailable, false, "Check that the folder exists and that the file may be read and written."),
        ResultCode.NotADatabase => (ConnectorStatus.InvalidConfiguration, false, "The file is no SQLite database, or it is encrypted."),
        ResultCode.Corrupt => (ConnectorStatus.InputOutput, false, "The file is damaged; `sqlite3 FILE .recover` may save what is left."),
        ResultCode.IoError => (ConnectorStatus.InputOutput, false, null),
        ResultCode.Full => (ConnectorStatus.ResourceExhausted, false, "The disk, or the database's max_page_count, is full."),
        ResultCode.NoMemory or ResultCode.TooBig => (ConnectorStatus.ResourceExhausted, false, null),
        ResultCode.Constraint => (ConnectorStatus.ConstraintViolation, false, null),
        ResultCode.Mismatch => (ConnectorStatus.InvalidData, false, null),
        ResultCode.Range => (ConnectorStatus.InvalidStatement, false, null),
        ResultCode.Error when message.StartsWith("no such table", StringComparison.Ordinal) => (ConnectorStatus.NotFound, false, null),
        ResultCode.Error when message.EndsWith("already exists", StringComparison.Ordinal) => (ConnectorStatus.AlreadyExists, false, null),
        ResultCode.Error => (ConnectorStatus.InvalidStatement, false, null),
        ResultCode.Schema => (ConnectorStatus.Busy, true, null),
        _ => (ConnectorStatus.Internal, false, null),
    };
}
