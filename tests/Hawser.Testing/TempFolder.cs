namespace Hawser.Testing;

/// <summary>A folder of its own under the system's temporary folder, deleted with all it holds when disposed.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>Makes the folder.</summary>
    public TempFolder() => Path = Directory.CreateTempSubdirectory("hawser-test-").FullName;

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>The full path of <paramref name="name"/> in the folder; nothing is made.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a UTF-8 text file without a byte order mark, making sub-folders as needed, and returns its full path.</summary>
    public string Write(string name, string text)
    {
        string path = Prepare(name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes a file of bytes, making sub-folders as needed, and returns its full path.</summary>
    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        string path = Prepare(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!Directory.Exists(Path))
        {
            return;
        }

        MakeDeletable();
        Directory.Delete(Path, recursive: true);
    }

    // Tests of read-only targets leave files and folders that cannot be deleted as they are.
    private void MakeDeletable()
    {
        if (OperatingSystem.IsWindows())
        {
            foreach (FileInfo file in new DirectoryInfo(Path).EnumerateFiles("*", SearchOption.AllDirectories))
            {
                file.IsReadOnly = false;
            }

            return;
        }

        foreach (string folder in Directory.EnumerateDirectories(Path, "*", SearchOption.AllDirectories).Prepend(Path))
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private string Prepare(string name)
    {
        string path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return path;
    }
}
