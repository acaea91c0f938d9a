namespace Hawser.Conformance.CaseFiles;

/// <summary>One case of a case file: a name, the connectors that it is for, and sections of lines.</summary>
/// <param name="Name">What the case shows; unique among all files.</param>
/// <param name="Place">File and line, for messages.</param>
/// <param name="Connectors">The fixtures that run it, by name; empty for all.</param>
/// <param name="Sections">Each section's head, e.g. <c>query</c> or <c>catalog orders</c>, and its lines.</param>
internal sealed record TextCase(string Name, string Place, IReadOnlyList<string> Connectors, IReadOnlyList<(string Head, IReadOnlyList<string> Lines)> Sections)
{
    /// <summary>Whether a connector runs the case.</summary>
    public bool IsFor(string connector) => Connectors.Count == 0 || Connectors.Contains(connector);

    /// <summary>The lines of a section; null when the case has none of that head.</summary>
    public IReadOnlyList<string>? Find(string head) => Sections.Where(s => s.Head == head).Select(s => s.Lines).FirstOrDefault();

    /// <summary>The text of a section.</summary>
    public string? TextOf(string head) => Find(head) is { } lines ? string.Join('\n', lines) : null;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
