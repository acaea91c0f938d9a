namespace Hawser.Connectors.Postgres.Session.Messages;

/// <summary>An ErrorResponse or NoticeResponse with all fields that PostgreSQL documents.</summary>
/// <remarks>Source: PostgreSQL documentation, "Error and Notice Message Fields".</remarks>
internal sealed record ServerError
{
    /// <summary>ERROR, FATAL, PANIC, WARNING, NOTICE, DEBUG, INFO or LOG; never translated from 9.6 on.</summary>
    public string Severity { get; init; } = "";

    /// <summary>The SQLSTATE.</summary>
    public string SqlState { get; init; } = "";

    /// <summary>What happened, in one line.</summary>
    public string Message { get; init; } = "";

    /// <summary>More about it.</summary>
    public string? Detail { get; init; }

    /// <summary>What the server would do about it.</summary>
    public string? Hint { get; init; }

    /// <summary>The character of the statement, from 1.</summary>
    public string? Position { get; init; }

    /// <summary>The character of <see cref="InternalQuery"/>, from 1.</summary>
    public string? InternalPosition { get; init; }

    /// <summary>The text of a command that the server made itself.</summary>
    public string? InternalQuery { get; init; }

    /// <summary>The call stack of functions.</summary>
    public string? Where { get; init; }

    /// <summary>The schema concerned.</summary>
    public string? Schema { get; init; }

    /// <summary>The table concerned.</summary>
    public string? Table { get; init; }

    /// <summary>The column concerned.</summary>
    public string? Column { get; init; }

    /// <summary>The data type concerned.</summary>
    public string? DataType { get; init; }

    /// <summary>The constraint concerned.</summary>
    public string? Constraint { get; init; }

    /// <summary>The server's source file.</summary>
    public string? File { get; init; }

    /// <summary>The line in it.</summary>
    public string? Line { get; init; }

    /// <summary>The function in it.</summary>
    public string? Routine { get; init; }

    /// <summary>Whether the server ends the connection after it.</summary>
    public bool IsFatal => Severity is "FATAL" or "PANIC";

    /// <summary>Reads the content of an ErrorResponse or NoticeResponse; fields that are not known are left out, as the protocol asks.</summary>
    public static ServerError Parse(ReadOnlySpan<byte> content)
    {
        var cursor = new MessageCursor(content);
        var error = new ServerError();
        string? translated = null;
        while (cursor.Byte() is not 0 and var field)
        {
            string text = cursor.Text();
            translated = field == (byte)'S' ? text : translated;
            error = With(error, (char)field, text);
        }

        cursor.End();
        return error.Severity.Length == 0 ? error with { Severity = translated ?? "" } : error;
    }

    private static ServerError With(ServerError error, char field, string text) => field switch
    {
        'V' => error with { Severity = text },
        'C' => error with { SqlState = text },
        'M' => error with { Message = text },
        'D' => error with { Detail = text },
        'H' => error with { Hint = text },
        'P' => error with { Position = text },
        'p' => error with { InternalPosition = text },
        'q' => error with { InternalQuery = text },
        'W' => error with { Where = text },
        's' => error with { Schema = text },
        't' => error with { Table = text },
        'c' => error with { Column = text },
        'd' => error with { DataType = text },
        'n' => error with { Constraint = text },
        'F' => error with { File = text },
        'L' => error with { Line = text },
        'R' => error with { Routine = text },
        _ => error,
    };
}
