namespace Hawser.Locations;

/// <summary>A pattern over paths, as a shell has them: <c>*</c> and <c>?</c> within one name, <c>[a-z]</c> and <c>[!a]</c>, <c>**</c> for any depth of folders.</summary>
/// <remarks>
/// Both <c>/</c> and, on Windows, <c>\</c> separate names. Letters are compared as the system's file names are: ignoring case on Windows only. A name that begins
/// with a dot is matched only by a pattern that begins with one.
/// </remarks>
public sealed class FilePattern
{
    private const string AnyDepth = "**";

    private readonly string _root;
    private readonly string[] _names;

    /// <summary>Takes a pattern apart.</summary>
    /// <param name="pattern">The pattern, relative to the current folder or absolute.</param>
    /// <exception cref="ArgumentException"><paramref name="pattern"/> is empty.</exception>
    public FilePattern(string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        var slashed = OperatingSystem.IsWindows() ? pattern.Replace('\\', '/') : pattern;
        var names = slashed.Split('/');
        var fixedCount = Math.Min(names.TakeWhile(name => !HasWildcard(name)).Count(), names.Length - 1);
        _root = string.Join('/', names[..fixedCount]);
        if (fixedCount > 0 && (_root.Length == 0 || _root.EndsWith(':')))
        {
            _root += '/';
        }

        _names = [.. names[fixedCount..].Where(name => name.Length > 0)];
    }

    /// <summary>The folder in front of the first wildcard; empty for the current folder.</summary>
    public string Root => _root;

    /// <summary>Whether text has a wildcard in it.</summary>
    /// <param name="text">A path.</param>
    /// <returns>True when one of <c>* ? [</c> is in it.</returns>
    public static bool HasWildcard(string text) => text.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    /// <summary>The files that match, in ordinal order of their paths. Folders that may not be read count as empty.</summary>
    /// <returns>Paths that begin as the pattern does. Links to folders are not followed by <c>**</c>, so the walk ends.</returns>
    public IReadOnlyList<string> FindFiles()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        if (_names.Length > 0)
        {
            Walk(_root, 0, found);
        }

        return [.. found];
    }

    /// <summary>Whether a name matches a pattern for one name.</summary>
    /// <param name="pattern">A pattern without separators.</param>
    /// <param name="name">The name of a file or folder.</param>
    /// <returns>True when the whole name matches.</returns>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        if (name.StartsWith(".") && !pattern.StartsWith("."))
        {
            return false;
        }

        var (patternAt, nameAt, starAt, resumeAt) = (0, 0, -1, 0);
        while (nameAt < name.Length)
        {
            if (patternAt < pattern.Length && pattern[patternAt] == '*')
            {
                (starAt, resumeAt) = (patternAt++, nameAt);
            }
            else if (MatchesOne(pattern, patternAt, name[nameAt], out var next))
            {
                (patternAt, nameAt) = (next, nameAt + 1);
            }
            else if (starAt >= 0)
            {
                (patternAt, nameAt) = (starAt + 1, ++resumeAt);
            }
            else
            {
                return false;
            }
        }

        return pattern[patternAt..].Trim('*').IsEmpty;
    }

    private static bool MatchesOne(ReadOnlySpan<char> pattern, int at, char letter, out int next)
    {
        next = at + 1;
        if (at >= pattern.Length)
        {
            return false;
        }

        var close = pattern[at] == '[' && at + 2 < pattern.Length ? pattern[(at + 2)..].IndexOf(']') : -1;
        if (close < 0)
        {
            return pattern[at] == '?' || AreEqual(pattern[at], letter);
        }

        next = at + close + 3;
        return MatchesClass(pattern[(at + 1)..(next - 1)], letter);
    }

    private static bool MatchesClass(ReadOnlySpan<char> letters, char letter)
    {
        var negated = letters.Length > 1 && letters[0] is '!' or '^';
        var at = negated ? 1 : 0;
        var found = false;
        while (at < letters.Length)
        {
            var isRange = at + 2 < letters.Length && letters[at + 1] == '-';
            found |= isRange ? Fold(letter) >= Fold(letters[at]) && Fold(letter) <= Fold(letters[at + 2]) : AreEqual(letters[at], letter);
            at += isRange ? 3 : 1;
        }

        return found != negated;
    }

    private static bool AreEqual(char left, char right) => Fold(left) == Fold(right);

    private static char Fold(char letter) => OperatingSystem.IsWindows() ? char.ToUpperInvariant(letter) : letter;

    private void Walk(string folder, int depth, SortedSet<string> found)
    {
        var entries = Enumerate(folder);
        var isLast = depth == _names.Length - 1;
        if (_names[depth] == AnyDepth)
        {
            WalkAnyDepth(folder, depth, isLast, entries, found);
            return;
        }

        foreach (var entry in entries.Where(entry => Matches(_names[depth], entry.Name)))
        {
            if (!isLast && entry is DirectoryInfo)
            {
                Walk(Join(folder, entry.Name), depth + 1, found);
            }
            else if (isLast && entry is FileInfo)
            {
                found.Add(Join(folder, entry.Name));
            }
        }
    }

    private void WalkAnyDepth(string folder, int depth, bool isLast, IReadOnlyList<FileSystemInfo> entries, SortedSet<string> found)
    {
        if (!isLast)
        {
            Walk(folder, depth + 1, found);
        }

        foreach (var entry in entries.Where(entry => !entry.Name.StartsWith('.')))
        {
            if (entry is DirectoryInfo && entry.LinkTarget is null)
            {
                Walk(Join(folder, entry.Name), depth, found);
            }
            else if (isLast && entry is FileInfo)
            {
                found.Add(Join(folder, entry.Name));
            }
        }
    }

    private static List<FileSystemInfo> Enumerate(string folder)
    {
        var directory = new DirectoryInfo(folder.Length == 0 ? "." : folder);
        return directory.Exists
            ? [.. directory.EnumerateFileSystemInfos("*", new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = 0 })]
            : [];
    }

    private static string Join(string folder, string name) => folder.Length == 0 || folder.EndsWith('/') ? folder + name : $"{folder}/{name}";
}
