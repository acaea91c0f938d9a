using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Errors of Arrow files as the contract has them: the path, what is wrong, what to do.</summary>
internal static class ArrowErrors
{
    private const string Connector = ArrowConnector.ConnectorName;

    // ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows, ENOSPC of Unix; .NET hands out the system's own number.
    private static readonly int[] DiskFullCodes = [unchecked((int)0x80070027), unchecked((int)0x80070070), 28];

    public static ConnectorException Of(ConnectorStatus status, string path, string detail, string? hint = null)
        => new(status, Connector, $"{Show(path)}: {detail}") { Hint = hint };

    /// <summary>Runs work on a file and turns its errors into the contract's.</summary>
    public static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is ArrowException or IOException or UnauthorizedAccessException)
        {
            throw Wrap(path, error);
        }
    }

    /// <inheritdoc cref="Guard{T}"/>
    public static void Guard(string path, Action work) => Guard(path, () =>
    {
        work();
        return true;
    });

    private static ConnectorException Wrap(string path, Exception error)
        => new(StatusOf(error), Connector, $"{Show(path)}: {SecretMask.OnOneLine(error.Message)}", error);

    private static ConnectorStatus StatusOf(Exception error) => error switch
    {
        UnauthorizedAccessException => ConnectorStatus.PermissionDenied,
        FileNotFoundException or DirectoryNotFoundException => ConnectorStatus.NotFound,
        ArrowException { IsLimit: true } => ConnectorStatus.ResourceExhausted,
        IOException when DiskFullCodes.Contains(error.HResult) => ConnectorStatus.ResourceExhausted,
        _ => ConnectorStatus.InputOutput,
    };

    private static string Show(string path) => path == ArrowConnector.StandardStreamPath ? "standard input or output" : SecretMask.OnOneLine(path);
}
