namespace Hawser.Cli.Output;

/// <summary>
/// A file that appears whole or not at all: written under another name beside it, then renamed. Disposed without <see cref="Commit"/>, nothing is left and what
/// was there before stays.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _path;
    private bool _isDone;

    public AtomicFile(string path)
    {
        _path = Resolve(path);
        string folder = Path.GetDirectoryName(_path)!;
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"{path}: the folder '{folder}' does not exist");
        }

        if (Directory.Exists(_path))
        {
            throw new IOException($"{path}: it is a folder");
        }

        // A device is written as it is: it must not be replaced by a file.
        IsPlain = !IsDevice(path) && !IsDevice(_path);
        BesidePath = IsPlain ? Path.Combine(folder, $".{Path.GetFileName(_path)}.{Environment.ProcessId}.hawser") : _path;
    }

    /// <summary>Whether the file is one that can be replaced; false for a device.</summary>
    public bool IsPlain { get; }

    /// <summary>The path to write to.</summary>
    public string BesidePath { get; }

    public FileStream Open() => new(BesidePath, IsPlain ? FileMode.Create : FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public void Commit()
    {
        if (IsPlain)
        {
            File.Move(BesidePath, _path, overwrite: true);
        }

        _isDone = true;
    }

    public void Dispose()
    {
        if (!_isDone && IsPlain)
        {
            File.Delete(BesidePath);
        }
    }

    private static string Resolve(string path)
    {
        string full = Path.GetFullPath(path);
        if (IsDevice(full))
        {
            return full;
        }

        return File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }

    private static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);
}
