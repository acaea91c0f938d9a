using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing;

namespace Hawser.EndToEnd.Tests.Zoo;

/// <summary>The zoo in every kind of place, each made once for all tests of a class.</summary>
public sealed class ZooSources : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, ZooSource> _made = [];

    public static IReadOnlyList<string> Kinds { get; } = ["arrow", "duckdb", "sqlite", "parquet", "csv", .. ServerPlaces.Kinds];

    internal ZooSource this[string kind] => _made.TryGetValue(kind, out ZooSource? source) ? source : _made[kind] = new ZooSource(_folder, kind);

    public void Dispose()
    {
        ServerPlaces.DropIn(_folder.Path);
        _folder.Dispose();
    }
}
