namespace Hawser.Tests.Locations;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hawser-").FullName;

    public string this[string name] => System.IO.Path.Join(Path, name);

    public string Write(string name, params ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], content.ToArray());
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
