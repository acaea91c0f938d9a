using System.Collections.Concurrent;
using System.Globalization;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>
/// What was found out about files of text, by all databases of the process, so that planning and reading look at a file once. A file that has changed is looked at anew.
/// </summary>
internal static class TextFileCache
{
    private const int MostFiles = 256;
    private static readonly ConcurrentDictionary<string, TextFile> Files = new(StringComparer.Ordinal);

    public static TextFile Find(DuckDbConnection connection, FileRelation file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file.Path))
        {
            return TextFileTypes.Find(connection, file, cancellationToken);
        }

        var key = Key(file);
        if (!Files.TryGetValue(key, out var found))
        {
            found = TextFileTypes.Find(connection, file, cancellationToken);
            if (Files.Count >= MostFiles)
            {
                Files.Clear();
            }

            Files[key] = found;
        }

        return found;
    }

    private static string Key(FileRelation file)
    {
        var state = new FileInfo(file.Path);
        return string.Create(CultureInfo.InvariantCulture, $"{state.Length} {state.LastWriteTimeUtc.Ticks} {state.FullName} {FileScan.Render(file)}");
    }
}
