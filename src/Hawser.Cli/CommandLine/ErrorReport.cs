using System.Text;
using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Cli.CommandLine;

/// <summary>Turns an error into one line on standard error and an exit code.</summary>
internal static class ErrorReport
{
    public static int Write(Exception error, CliContext context)
    {
        context.Error.WriteLine($"hawser: {OneLine(Describe(error))}");
        if (context.IsDebug)
        {
            context.Error.WriteLine(error.ToString());
        }

        return ExitCodeOf(error);
    }

    /// <summary>The text with line breaks and control characters out of the way: a terminal shall not obey a table's name.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        bool isGap = false;
        foreach (char c in text)
        {
            if (char.IsControl(c) || c is '\u2028' or '\u2029')
            {
                isGap = line.Length > 0;
                continue;
            }

            if (isGap && c == ' ')
            {
                continue;
            }

            if (isGap)
            {
                line.Append(' ');
                isGap = false;
            }

            line.Append(c);
        }

        return line.ToString();
    }

    private static string Describe(Exception error) => error switch
    {
        CliException or ConnectorException or ArrowException => error.Message,
        IOException or UnauthorizedAccessException => error.Message,
        OutOfMemoryException => "out of memory; try a smaller --memory or --batch-rows",
        OperationCanceledException => "stopped",
        _ => $"an error of hawser itself, {error.GetType().Name}: {error.Message} (--debug shows where)",
    };

    private static int ExitCodeOf(Exception error) => error switch
    {
        CliException cli => cli.ExitCode,
        ConnectorException { Status: ConnectorStatus.InvalidConfiguration or ConnectorStatus.NotFound or ConnectorStatus.AlreadyExists or ConnectorStatus.NotSupported } => ExitCode.Usage,
        FileNotFoundException or DirectoryNotFoundException => ExitCode.Usage,
        _ => ExitCode.Failed,
    };
}
