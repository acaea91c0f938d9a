namespace Hawser.Locations;

/// <summary>A file, a folder of files, or a pattern that matches files: <c>orders.csv</c>, <c>exports/</c>, <c>logs/*.json.gz</c>, <c>C:\data\shop.sqlite</c>.</summary>
public sealed class PathLocation : Location
{
    /// <summary>Makes a location of a path.</summary>
    /// <param name="path">The path, relative to the current folder or absolute; no escape is interpreted.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or holds a NUL character.</exception>
    public PathLocation(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Path = path.Contains('\0', StringComparison.Ordinal) ? throw new ArgumentException("a path holds no NUL character", nameof(path)) : path;
    }

    /// <summary>The path as it was written.</summary>
    public string Path { get; }

    /// <summary>Whether the path has a wildcard (<c>* ? [</c>) in it. A file of exactly that name still comes first when the location is resolved.</summary>
    public bool MayBePattern => Path.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    /// <summary>Null: a path names a whole file; write a URI to name a table in it.</summary>
    public override LocationTable? Table => null;

    /// <inheritdoc/>
    public override string ToString() => ReadsAsSomethingElse(Path) ? $"./{Path}" : Path;

    private static bool ReadsAsSomethingElse(string path)
    {
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        return path == "-" || path[0] == '@' || (colon > 0 && LocationNames.IsConnectionName(path[..colon]) && !LocationNames.IsDrive(path[..colon]));
    }
}
