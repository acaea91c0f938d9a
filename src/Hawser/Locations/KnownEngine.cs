namespace Hawser.Locations;

/// <summary>One engine as a parser of locations sees it.</summary>
/// <param name="Name">The name that messages use, also a scheme.</param>
public sealed record KnownEngine(string Name)
{
    /// <summary>Other schemes of the same engine.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>
    /// The options whose values may be shown. Any other option of a URI is printed with its value masked, so that a secret in a key that nobody declared stays
    /// hidden too. Compared ignoring case, with <c>_</c> for <c>-</c>.
    /// </summary>
    public IReadOnlyCollection<string> ShownOptions { get; init; } = [];

    /// <summary>The table functions that a location may call.</summary>
    public IReadOnlyList<string> TableFunctions { get; init; } = [];
}
