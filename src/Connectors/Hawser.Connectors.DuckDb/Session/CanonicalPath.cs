namespace Hawser.Connectors.DuckDb.Session;

/// <summary>One spelling for every way to write a path: absolute, without dots, every symbolic link followed.</summary>
internal static class CanonicalPath
{
    private const int MostLinks = 40;

    /// <exception cref="ConnectorException">The links go in circles.</exception>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        for (var links = 0; links < MostLinks; links++)
        {
            var next = FollowFirstLink(full);
            if (next is null)
            {
                return full;
            }

            full = next;
        }

        throw new ConnectorException(ConnectorStatus.InvalidConfiguration, DuckDbErrors.Connector, $"the symbolic links of {path} go in circles.");
    }

    /// <summary>The path with its first link replaced by where it leads; null when there is none.</summary>
    private static string? FollowFirstLink(string full)
    {
        var root = Path.GetPathRoot(full) ?? "";
        var parts = full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        var walked = root;
        for (var i = 0; i < parts.Length; i++)
        {
            walked = Path.Combine(walked, parts[i]);
            if (new FileInfo(walked).LinkTarget is { } target)
            {
                var rest = Path.Combine([target, .. parts[(i + 1)..]]);
                return Path.GetFullPath(rest, Path.GetDirectoryName(walked) ?? root);
            }
        }

        return null;
    }
}
