using System.CommandLine;
using Hawser.Arrow;
using Hawser.Cli.Copying;
using Hawser.Cli.Output;
using Hawser.Connectors;

namespace Hawser.Cli.CommandLine;

/// <summary>From the arguments to the exit code: the one place that catches everything.</summary>
internal static class CommandRunner
{
    public static int Run(string[] arguments)
    {
        if (arguments is ["--version"] or ["-V"])
        {
            return PrintVersion();
        }

        using var interruption = new Interruption();
        ParseResult parsed = Parse(arguments);
        using var context = new CliContext
        {
            IsDebug = parsed.GetValue(GlobalOptions.Debug) || Environment.GetEnvironmentVariable("HAWSER_DEBUG") is "1" or "true",
            IsQuiet = parsed.GetValue(GlobalOptions.Quiet),
            CancellationToken = interruption.Token,
        };
        using DebugDetails? details = context.IsDebug ? new DebugDetails(context) : null;
        try
        {
            return RunVerb(parsed, context);
        }
        catch (BrokenPipeException)
        {
            return ExitCode.Done;
        }
        catch (Exception error) when (interruption.ExitCode != 0 && (error is OperationCanceledException || IsExpected(error)))
        {
            context.Error.WriteLine("hawser: stopped");
            return interruption.ExitCode;
        }
#pragma warning disable CA1031 // The process's edge: whatever went wrong becomes one line and an exit code.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return ErrorReport.Write(error, context);
        }
    }

    private static bool IsExpected(Exception error) => error is ConnectorException or IOException;

    private static int PrintVersion()
    {
        using Stream output = StandardOutput.Open();
        output.Write("hawser "u8);
        output.Write(System.Text.Encoding.UTF8.GetBytes(typeof(CommandRunner).Assembly.GetName().Version!.ToString(3)));
        output.Write("\n"u8);
        return ExitCode.Done;
    }

    private static ParseResult Parse(string[] arguments)
    {
        var root = new VerbCommand(new RootVerb(), [], isAsked: false);
        root.Add(GlobalOptions.Help);
        root.Add(GlobalOptions.Debug);
        root.Add(GlobalOptions.Quiet);
        root.Add(GlobalOptions.Config);
        string? asked = AskedVerb(arguments);
        foreach (Verb verb in root.Verb.Subverbs)
        {
            root.Add(new VerbCommand(verb, root.Path, isAsked: verb.Name == asked));
        }

        // A location may begin with '@', which would otherwise be read as the name of a response file.
        return root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
    }

    // The first word, unless it is the file that --config names in front of the verb.
    private static string? AskedVerb(string[] arguments)
    {
        int first = Array.FindIndex(arguments, a => !a.StartsWith('-'));
        return first > 0 && arguments[first - 1] == GlobalOptions.Config.Name ? AskedVerb(arguments[(first + 1)..]) : arguments.ElementAtOrDefault(first);
    }

    private static int RunVerb(ParseResult parsed, CliContext context)
    {
        var command = (VerbCommand)parsed.CommandResult.Command;
        if (parsed.GetValue(GlobalOptions.Help) || parsed.Tokens.Count == 0)
        {
            context.Print(HelpText.Write(command));
            return ExitCode.Done;
        }

        UsageCheck.ThrowIfWrong(parsed, command);
        Engines.UseConfig(parsed.GetValue(GlobalOptions.Config));
        return SyncPump.Run(() => new ValueTask<int>(command.Verb.Run(parsed, context) ?? throw UsageCheck.VerbMissing(command)));
    }
}
