using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Says which existing file a path that leads nowhere was probably meant to be.</summary>
internal static class NearestFile
{
    private const int MaxCompared = 10_000;

    /// <summary>A phrase about a path that does not exist: the folder that is missing, or the nearest name in the folder.</summary>
    public static string Describe(string path)
    {
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path));
        var folder = string.IsNullOrEmpty(parent) ? "." : parent;
        if (!Directory.Exists(folder))
        {
            return DescribeMissingFolder(folder);
        }

        var nearest = NearestName.Find(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), Names(folder));
        return nearest is null
            ? "there is no such file or folder"
            : $"there is no such file or folder; did you mean '{SecretMask.OnOneLine(string.IsNullOrEmpty(parent) ? nearest : Path.Join(parent, nearest))}'?";
    }

    private static string DescribeMissingFolder(string folder)
    {
        var missing = folder;
        while (Path.GetDirectoryName(missing) is { Length: > 0 } parent && !Directory.Exists(parent))
        {
            missing = parent;
        }

        var above = Path.GetDirectoryName(missing);
        var nearest = NearestName.Find(Path.GetFileName(missing), Names(string.IsNullOrEmpty(above) ? "." : above));
        var meant = nearest is null ? string.Empty : $"; did you mean '{SecretMask.OnOneLine(string.IsNullOrEmpty(above) ? nearest : Path.Join(above, nearest))}'?";
        return $"the folder '{SecretMask.OnOneLine(missing)}' does not exist{meant}";
    }

    private static IEnumerable<string> Names(string folder)
    {
        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = 0 };
        return Directory.Exists(folder)
            ? Directory.EnumerateFileSystemEntries(folder, "*", options).Select(entry => Path.GetFileName(entry)).Take(MaxCompared)
            : [];
    }
}
