using System.CommandLine;
using System.CommandLine.Parsing;
using Hawser.Connectors;

namespace Hawser.Cli.CommandLine;

/// <summary>Says what is wrong with the arguments in one line, with the nearest thing that would have been right.</summary>
internal static class UsageCheck
{
    /// <exception cref="CliException">Something is wrong.</exception>
    public static void ThrowIfWrong(ParseResult parsed, VerbCommand command)
    {
        if (parsed.UnmatchedTokens.Count > 0)
        {
            throw Unmatched(parsed.UnmatchedTokens[0], command);
        }

        if (command.Subcommands.Count > 0)
        {
            throw VerbMissing(command);
        }

        foreach (SymbolResult child in parsed.CommandResult.Children)
        {
            if (child is ArgumentResult { Tokens.Count: 0, Argument.Arity.MinimumNumberOfValues: > 0 } missing)
            {
                throw CliException.Usage($"{command.FullName} needs {missing.Argument.HelpName ?? missing.Argument.Name}; {SeeHelp(command)}");
            }

            if (child is OptionResult { Implicit: false } option && option.Tokens.Count < option.Option.Arity.MinimumNumberOfValues)
            {
                throw CliException.Usage($"{option.IdentifierToken?.Value ?? option.Option.Name} needs a value; {SeeHelp(command)}");
            }

            if (child is OptionResult { Implicit: false, IdentifierTokenCount: > 1 } twice && !IsRepeatable(twice.Option))
            {
                throw CliException.Usage($"{twice.Option.Name} is given {twice.IdentifierTokenCount} times; once is enough.");
            }
        }

        if (parsed.Errors.Count > 0)
        {
            throw CliException.Usage($"{parsed.Errors[0].Message.TrimEnd('.')}; {SeeHelp(command)}");
        }
    }

    public static CliException VerbMissing(VerbCommand command) =>
        CliException.Usage($"{command.FullName} needs one of {string.Join(", ", command.Verb.Subverbs.Select(v => v.Name))}; {SeeHelp(command)}");

    private static bool IsRepeatable(Option option) => option.ValueType == typeof(string[]);

    private static CliException Unmatched(string token, VerbCommand command)
    {
        if (token.StartsWith('-') && token.Length > 1)
        {
            string name = token.Split('=', ':')[0];
            IEnumerable<string> known = Options(command).SelectMany(o => o.Aliases.Prepend(o.Name)).Where(o => o.Length > 2);
            return Unknown("option", name, known, command);
        }

        return command.Verb.Subverbs.Count > 0
            ? Unknown("verb", token, command.Verb.Subverbs.Select(v => v.Name), command)
            : CliException.Usage($"unexpected argument '{token}'; {SeeHelp(command)}");
    }

    private static CliException Unknown(string what, string given, IEnumerable<string> known, VerbCommand command)
    {
        string[] names = [.. known];
        return CliException.Usage(NearestName.Find(given, names) is { } nearest
            ? $"unknown {what} '{given}'; did you mean '{nearest}'?"
            : $"unknown {what} '{given}'; known are {string.Join(", ", names)}; {SeeHelp(command)}");
    }

    private static IEnumerable<Option> Options(VerbCommand command) => command.Options.Concat([GlobalOptions.Help, GlobalOptions.Debug, GlobalOptions.Quiet, GlobalOptions.Config]).Distinct();

    private static string SeeHelp(VerbCommand command) => $"see {command.FullName} --help";
}
