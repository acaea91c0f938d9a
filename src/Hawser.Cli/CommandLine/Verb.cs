using System.CommandLine;

namespace Hawser.Cli.CommandLine;

/// <summary>
/// One verb of the command line. Only the verb that was asked for builds its options, so that starting costs little however many verbs there are.
/// </summary>
internal abstract class Verb
{
    public abstract string Name { get; }

    /// <summary>One line for the list of verbs.</summary>
    public abstract string Summary { get; }

    /// <summary>More for the verb's own help: paragraphs.</summary>
    public virtual IReadOnlyList<string> Details => [];

    /// <summary>Command lines that work, each with what it does.</summary>
    public virtual IReadOnlyList<(string CommandLine, string Meaning)> Examples => [];

    public virtual IReadOnlyList<Verb> Subverbs => [];

    /// <summary>Adds arguments and options.</summary>
    public virtual void Declare(Command command)
    {
    }

    /// <summary>Does the work; null for a verb that only groups others.</summary>
    public virtual Task<int>? Run(ParseResult parsed, CliContext context) => null;
}
