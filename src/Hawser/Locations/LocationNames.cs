namespace Hawser.Locations;

/// <summary>Which texts are names of connections, schemes and drives.</summary>
internal static class LocationNames
{
    public static bool IsScheme(string text)
        => text.Length > 1 && char.IsAsciiLetter(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or '+');

    public static bool IsConnectionName(string text)
        => text.Length > 0
            && (char.IsLetterOrDigit(text[0]) || text[0] == '_')
            && text.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.' or '+');

    /// <summary>A single letter before ':' is a drive of Windows, on every system, so that a command means the same everywhere.</summary>
    public static bool IsDrive(string text) => text.Length == 1 && char.IsAsciiLetter(text[0]);

    /// <summary>":memory:" and "file:…" are an engine's own names, not paths.</summary>
    public static bool IsFilePath(string path) => path.IndexOf(':', StringComparison.Ordinal) is < 0 or 1;
}
