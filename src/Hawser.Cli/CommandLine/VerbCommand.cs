using System.CommandLine;

namespace Hawser.Cli.CommandLine;

/// <summary>A verb as the parser sees it.</summary>
internal sealed class VerbCommand : Command
{
    public VerbCommand(Verb verb, IReadOnlyList<string> path, bool isAsked)
        : base(verb.Name, verb.Summary)
    {
        Verb = verb;
        Path = [.. path, verb.Name];
        if (!isAsked)
        {
            return;
        }

        verb.Declare(this);
        foreach (Verb subverb in verb.Subverbs)
        {
            Add(new VerbCommand(subverb, Path, isAsked: true));
        }
    }

    public Verb Verb { get; }

    /// <summary>The names from the program's to this one's.</summary>
    public IReadOnlyList<string> Path { get; }

    public string FullName => string.Join(' ', Path);
}
