using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb;

/// <summary>DuckDB's messages as errors of the contract. The kind of an error stands in front of its message: <c>Constraint Error: …</c>.</summary>
internal static class DuckDbErrors
{
    public const string Connector = "duckdb";

    private const string InterruptKind = "INTERRUPT Error";

    private static readonly Dictionary<string, ConnectorStatus> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Out of Range Error"] = ConnectorStatus.InvalidData,
        ["Conversion Error"] = ConnectorStatus.InvalidData,
        ["Mismatch Type Error"] = ConnectorStatus.InvalidData,
        ["Divide by Zero Error"] = ConnectorStatus.InvalidData,
        ["Invalid Input Error"] = ConnectorStatus.InvalidData,
        ["Invalid type Error"] = ConnectorStatus.InvalidStatement,
        ["Constraint Error"] = ConnectorStatus.ConstraintViolation,
        ["Catalog Error"] = ConnectorStatus.NotFound,
        ["Binder Error"] = ConnectorStatus.InvalidStatement,
        ["Parser Error"] = ConnectorStatus.InvalidStatement,
        ["Syntax Error"] = ConnectorStatus.InvalidStatement,
        ["Expression Error"] = ConnectorStatus.InvalidStatement,
        ["Parameter Not Resolved Error"] = ConnectorStatus.InvalidStatement,
        ["Parameter Not Allowed Error"] = ConnectorStatus.InvalidStatement,
        ["Not implemented Error"] = ConnectorStatus.NotSupported,
        ["Missing Extension Error"] = ConnectorStatus.NotSupported,
        ["Extension Autoloading Error"] = ConnectorStatus.NotSupported,
        ["Invalid Configuration Error"] = ConnectorStatus.InvalidConfiguration,
        ["Settings Error"] = ConnectorStatus.InvalidConfiguration,
        ["Permission Error"] = ConnectorStatus.PermissionDenied,
        ["TransactionContext Error"] = ConnectorStatus.InvalidStatement,
        ["Dependency Error"] = ConnectorStatus.ConstraintViolation,
        ["Out of Memory Error"] = ConnectorStatus.ResourceExhausted,
        ["Object Size Error"] = ConnectorStatus.ResourceExhausted,
        ["IO Error"] = ConnectorStatus.InputOutput,
        ["HTTP Error"] = ConnectorStatus.InputOutput,
        ["Connection Error"] = ConnectorStatus.Unavailable,
        ["Serialization Error"] = ConnectorStatus.InputOutput,
    };

    /// <summary>Parts of messages that say more than their kind does; the first that matches counts.</summary>
    private static readonly (string Part, ConnectorStatus Status, bool IsTransient, string? Hint)[] Refinements =
    [
        ("Conflicting lock is held", ConnectorStatus.Busy, true, "Another process has the file open; close it there, or open it read-only in both."),
        ("Could not set lock on file", ConnectorStatus.Busy, true, "Another process has the file open; close it there, or open it read-only in both."),
        ("not a valid DuckDB database file", ConnectorStatus.InvalidConfiguration, false, "Name a DuckDB database, or a path that does not exist yet."),
        ("No files found that match", ConnectorStatus.NotFound, false, null),
        ("database does not exist", ConnectorStatus.NotFound, false, null),
        ("already exists", ConnectorStatus.AlreadyExists, false, null),
        ("attached in read-only mode", ConnectorStatus.PermissionDenied, false, "Open the database with read_only: false."),
        ("Permission denied", ConnectorStatus.PermissionDenied, false, null),
        ("No space left", ConnectorStatus.ResourceExhausted, false, null),
        ("Conflict on", ConnectorStatus.Busy, true, null),
        ("write-write conflict", ConnectorStatus.Busy, true, null),
        ("Transaction conflict", ConnectorStatus.Busy, true, null),
    ];

    /// <summary>The error for a message of the engine.</summary>
    /// <param name="message">The engine's text.</param>
    /// <param name="action">What was being done, as in "run the statement"; used when the engine says nothing.</param>
    public static ConnectorException From(string message, string action)
    {
        var text = Flatten(message);
        if (text.Length == 0)
        {
            return new ConnectorException(ConnectorStatus.Internal, Connector, $"DuckDB did not {action} and does not say why.");
        }

        foreach (var (part, status, isTransient, hint) in Refinements)
        {
            if (text.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return new ConnectorException(status, Connector, text) { IsTransient = isTransient, Hint = hint };
            }
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var kind = colon > 0 ? text[..colon] : "";
        return new ConnectorException(Kinds.GetValueOrDefault(kind, ConnectorStatus.Internal), Connector, text);
    }

    /// <summary>Whether an error is the engine's answer to being interrupted.</summary>
    public static bool IsInterrupt(ConnectorException error) => error.Detail.StartsWith(InterruptKind, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the engine gave up for good.</summary>
    public static bool IsFatal(ConnectorException error) => error.Detail.StartsWith("FATAL Error", StringComparison.OrdinalIgnoreCase);

    /// <summary>A type that cannot be read.</summary>
    public static ConnectorException Unreadable(string type) =>
        new(ConnectorStatus.NotSupported, Connector, $"a column of type {type} cannot be read.") { Hint = "Cast it to VARCHAR in a query." };

    /// <summary>A field that DuckDB cannot keep.</summary>
    public static ConnectorException Unwritable(Field field, string? why = null) =>
        new(ConnectorStatus.NotSupported, Connector, $"a column \"{field.Name}\" of {field.Type} cannot be written{(why is null ? "" : $": {why}")}.");

    /// <summary>A value that has no exact form on the other side, located.</summary>
    public static ConnectorException Misfit(string where, string column, long row, string why) =>
        new(ConnectorStatus.InvalidData, Connector, $"{where}: {why}, in column \"{column}\", row {row}.");

    /// <summary>DuckDB explains with a picture of the statement over several lines; one line is enough.</summary>
    private static string Flatten(string message)
    {
        var end = message.IndexOf("\n\nLINE ", StringComparison.Ordinal);
        return string.Join(' ', (end > 0 ? message[..end] : message).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
