using System.CommandLine;
using System.Text;

namespace Hawser.Cli.CommandLine;

/// <summary>The help of a verb: what it does, how it is called, its options, and command lines that work.</summary>
internal static class HelpText
{
    private const int Width = 110;
    private const int Gap = 3;

    public static string Write(VerbCommand command)
    {
        Verb verb = command.Verb;
        var text = new StringBuilder();
        text.Append(verb.Summary).Append("\n\n");
        text.Append("Usage: ").Append(Usage(command)).Append('\n');
        Section(text, "Verbs", verb.Subverbs.Select(v => (v.Name, v.Summary)));
        Section(text, "Arguments", command.Arguments.Select(a => (a.HelpName ?? a.Name, a.Description ?? "")));
        Section(text, "Options", Options(command).Select(o => (Spelling(o), o.Description ?? "")));
        foreach (string paragraph in verb.Details)
        {
            text.Append('\n').Append(paragraph).Append('\n');
        }

        Section(text, "Examples", verb.Examples);
        if (command.Path.Count == 1)
        {
            text.Append("\nExit codes: 0 done, 1 failed or differs, 2 wrong usage or configuration, 3 nothing matched, 130 stopped by Ctrl-C.\n");
            text.Append("More: hawser VERB --help\n");
        }

        return text.ToString();
    }

    private static string Usage(VerbCommand command)
    {
        var usage = new StringBuilder(command.FullName);
        if (command.Verb.Subverbs.Count > 0)
        {
            usage.Append(" VERB");
        }

        foreach (Argument argument in command.Arguments)
        {
            string name = argument.HelpName ?? argument.Name;
            usage.Append(argument.Arity.MinimumNumberOfValues == 0 ? $" [{name}]" : $" {name}");
        }

        return usage.Append(" [options]").ToString();
    }

    private static IEnumerable<Option> Options(VerbCommand command)
    {
        IEnumerable<Option> own = command.Options.Where(o => !o.Recursive);
        IEnumerable<Option> shared = [GlobalOptions.Config, GlobalOptions.Quiet, GlobalOptions.Debug, GlobalOptions.Help];
        return own.Concat(shared);
    }

    private static string Spelling(Option option)
    {
        string names = string.Join(", ", option.Aliases.Where(a => a.Length == 2 && a != "-?").Append(option.Name));
        return option.ValueType == typeof(bool) ? names : $"{names} {option.HelpName ?? "VALUE"}";
    }

    private static void Section(StringBuilder text, string title, IEnumerable<(string Left, string Right)> rows)
    {
        (string Left, string Right)[] all = [.. rows];
        if (all.Length == 0)
        {
            return;
        }

        text.Append('\n').Append(title).Append(":\n");
        int column = Math.Min(all.Max(r => r.Left.Length), 56) + Gap + 2;
        foreach ((string left, string right) in all)
        {
            AppendRow(text, left, right, column);
        }
    }

    private static void AppendRow(StringBuilder text, string left, string right, int column)
    {
        text.Append("  ").Append(left);
        int at = left.Length + 2;
        if (at + Gap > column)
        {
            text.Append('\n');
            at = 0;
        }

        bool isFirst = true;
        foreach (string word in right.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bool isBreak = !isFirst && at + 1 + word.Length > Width;
            if (isBreak)
            {
                text.Append('\n');
                at = 0;
            }

            if (isFirst || isBreak)
            {
                text.Append(' ', column - at).Append(word);
                at = column + word.Length;
            }
            else
            {
                text.Append(' ').Append(word);
                at += word.Length + 1;
            }

            isFirst = false;
        }

        text.Append('\n');
    }
}
