using Hawser.Connections;
using Microsoft.Extensions.Logging;

namespace Hawser.Extensions;

/// <summary>What happens to connections, as log entries. Nothing of it holds a secret.</summary>
internal static partial class ConnectionLog
{
    public static void Write(ILogger logger, ConnectionEvent happened)
    {
        switch (happened.Kind)
        {
            case ConnectionEventKind.Opened or ConnectionEventKind.Closed:
                Changed(logger, happened.Connection, happened.Text, happened.Error);
                break;
            case ConnectionEventKind.Replaced:
                Replaced(logger, happened.Connection, happened.Text, happened.Error);
                break;
            default:
                Failed(logger, happened.Connection, happened.Text, happened.Error);
                break;
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Debug, Message = "Connection {Connection}: {What}")]
    private static partial void Changed(ILogger logger, string connection, string what, Exception? error);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Connection {Connection}: {What}")]
    private static partial void Replaced(ILogger logger, string connection, string what, Exception? error);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "Connection {Connection}: {What}")]
    private static partial void Failed(ILogger logger, string connection, string what, Exception? error);
}
