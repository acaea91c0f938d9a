using System.Diagnostics.CodeAnalysis;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>All kinds of files that the connectors at hand know, and how to tell which one a file is.</summary>
/// <remarks>
/// A file that exists is known by its first bytes where a kind has a mark there, else by its ending; one that does not exist, by its ending. An ending that
/// several kinds share (<c>.db</c>) is decided by the first bytes alone.
/// </remarks>
public sealed class FileKinds
{
    private const int MaxHeadBytes = 4096;

    private readonly List<FileKind> _kinds;

    /// <summary>Collects the kinds of connectors.</summary>
    /// <param name="connectors">The connectors.</param>
    public FileKinds(IEnumerable<Connector> connectors)
    {
        ArgumentNullException.ThrowIfNull(connectors);
        _kinds = [.. connectors.SelectMany(KindsOf)];
    }

    /// <summary>Every ending that is known, without those of compression, each once in ordinal order.</summary>
    public IEnumerable<string> Endings => _kinds.SelectMany(kind => kind.Signature.Endings).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);

    /// <summary>Every kind.</summary>
    public IReadOnlyList<FileKind> All => _kinds;

    /// <summary>The kind with the name of a format or, for databases, of a connector.</summary>
    /// <param name="name">A name, in any case.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.InvalidConfiguration"/>: no kind has that name; the message names the nearest.</exception>
    public FileKind ByName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_kinds.Find(kind => string.Equals(kind.Name, name, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            return found;
        }

        var names = _kinds.Select(kind => kind.Name).Distinct().Order(StringComparer.Ordinal).ToList();
        var choice = NearestName.Find(name, names) is { } nearest ? $"did you mean '{nearest}'?" : $"known are {string.Join(", ", names)}";
        throw new ConnectorException(ConnectorStatus.InvalidConfiguration, string.Empty, $"unknown file format '{SecretMask.OnOneLine(name)}'; {choice}");
    }

    /// <summary>Decides what a file is.</summary>
    /// <param name="path">The path of a file that exists, or of one to be made.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.InvalidConfiguration"/>: no kind fits, or several do. The message names what would fit.</exception>
    public FileKind Identify(string path)
        => TryIdentify(path, out var kind, out var problem) ? kind : throw LocationErrors.Malformed(path, problem);

    /// <summary>Decides what a file is, without throwing for a file that is none of the kinds.</summary>
    /// <param name="path">The path of a file that exists, or of one to be made.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="problem">Why none could be decided on.</param>
    /// <returns>True when the kind is known.</returns>
    /// <exception cref="ConnectorException">The file cannot be read.</exception>
    public bool TryIdentify(
        string path,
        [NotNullWhen(true)] out FileKind? kind,
        [NotNullWhen(false)] out string? problem)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var byEnding = ByEnding(path);
        var head = File.Exists(path) ? ReadHead(path) : [];
        var byMagic = _kinds.Where(candidate => candidate.MatchesMagic(head)).ToList();
        (kind, problem) = (byMagic, byEnding) switch
        {
            ([], []) => (null, DescribeUnknown(path)),
            ([], [var only]) => (only, null),
            ([], _) => (null, DescribeAmbiguous(path, byEnding, head.Length > 0)),
            _ => DecideByMagic(path, byMagic, byEnding, head),
        };
        return kind is not null;
    }

    /// <summary>The name of the table that a file holds: its name without the endings of its kind.</summary>
    internal static string Stem(FileKind kind, string path)
    {
        var name = Path.GetFileName(path);
        var ending = kind.MatchEnding(name);
        return ending is not null && ending.Length < name.Length ? name[..^ending.Length] : name;
    }

    private static (FileKind? Kind, string? Problem) DecideByMagic(string path, List<FileKind> byMagic, List<FileKind> byEnding, byte[] head)
    {
        var both = byMagic.Intersect(byEnding).ToList();
        if (both.Count == 1 || (both.Count == 0 && byMagic.Count == 1 && byEnding.All(kind => !kind.Signature.Magic.IsEmpty)))
        {
            return (both.Count == 1 ? both[0] : byMagic[0], null);
        }

        if (both.Count == 0 && byEnding.Count == 1)
        {
            return head.Contains((byte)0)
                ? (null, $"its ending says {byEnding[0].Name}, but it begins as {byMagic[0].Name} does; rename it")
                : (byEnding[0], null);
        }

        return (null, DescribeAmbiguous(path, both.Count > 0 ? both : byMagic, isKnown: false));
    }

    private static IEnumerable<FileKind> KindsOf(Connector connector)
    {
        var formats = connector.FileFormats.Select(format => new FileKind(connector, format));
        return connector.DatabaseFile is null ? formats : formats.Prepend(new FileKind(connector, null));
    }

    private List<FileKind> ByEnding(string path)
    {
        var matches = new List<FileKind>();
        var longest = 0;
        foreach (var kind in _kinds)
        {
            if (kind.MatchEnding(path) is not { Length: var length } || length < longest)
            {
                continue;
            }

            if (length > longest)
            {
                matches.Clear();
            }

            longest = length;
            matches.Add(kind);
        }

        return matches;
    }

    private byte[] ReadHead(string path)
    {
        var wanted = _kinds.Max(kind => (int?)(kind.Signature.MagicOffset + kind.Signature.Magic.Length)) ?? 0;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var head = new byte[Math.Min(wanted, MaxHeadBytes)];
            return head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw LocationErrors.Unreadable(path, error);
        }
    }

    private static string DescribeAmbiguous(string path, List<FileKind> kinds, bool isKnown)
    {
        var shown = SecretMask.OnOneLine(path);
        var choices = string.Join(" or ", kinds.Select(kind => kind.Format is null ? $"{kind.Connector.Name}:{shown}" : $"{kind.Format.Name} by {kind.Connector.Name}"));
        return isKnown ? $"its first bytes are of no kind that its ending stands for; say which it is: {choices}" : $"it could be of several kinds; say which: {choices}";
    }

    private string DescribeUnknown(string path)
    {
        var ending = Path.GetExtension(path);
        var endings = Endings.ToList();
        var what = ending.Length == 0 ? "it has no ending that tells what it is" : $"unknown ending '{SecretMask.OnOneLine(ending)}'";
        return NearestName.Find(ending, endings) is { } nearest
            ? $"{what}; did you mean '{nearest}'?"
            : $"{what}; known are {string.Join(' ', endings)}";
    }
}
