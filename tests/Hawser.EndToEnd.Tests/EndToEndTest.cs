using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.Copy;
using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing;
using Hawser.Testing.Judges;

namespace Hawser.EndToEnd.Tests;

/// <summary>A test with a folder of its own that ends with no buffer left alive.</summary>
public abstract class EndToEndTest : IDisposable
{
    private readonly long _before = ArrowAllocator.Default.AllocatedBytes;

    protected EndToEndTest()
    {
        Folder = new TempFolder();
    }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected TempFolder Folder { get; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        ServerPlaces.DropIn(Folder.Path);
        Folder.Dispose();
        Assert.Equal(_before, ArrowAllocator.Default.AllocatedBytes);
    }

    private protected Place At(string kind, string name, string table = "zoo") => Place.In(Folder, kind, name, table);

    private protected static CopyPlan Plan(Place from, Place to, CopyOptions? options = null)
    {
        using Database source = from.Open();
        using Database target = to.Open();
        return new CopyJob(from.AsSource(source), CopyTarget.At(target, to.Relation), options).PlanAsync(Token).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Copies with buffers that are counted: none may be left, whether it works or not.</summary>
    private protected static CopyReport Copy(Place from, Place to, CopyOptions? options = null)
    {
        using Database source = from.Open();
        using Database target = to.Open();
        return Copy(from.AsSource(source), CopyTarget.At(target, to.Relation), options);
    }

    private protected static CopyReport Copy(CopySource source, CopyTarget target, CopyOptions? options = null, IProgress<CopyProgress>? progress = null)
    {
        options ??= new CopyOptions();
        using var allocator = new ArrowAllocator(options.MemoryBytes);
        try
        {
            return new CopyJob(source, target, options with { Allocator = allocator }).RunAsync(progress, Token).AsTask().GetAwaiter().GetResult();
        }
        finally
        {
            Assert.Equal(0, allocator.AllocatedBytes);
            Assert.True(allocator.PeakBytes <= options.MemoryBytes);
        }
    }

    private protected static ConnectorException Fails(Place from, Place to, CopyOptions? options = null) =>
        Assert.Throws<ConnectorException>(() => { Copy(from, to, options); });

    /// <summary>A SQLite file that a script made.</summary>
    private protected Place Sqlite(string script, string name = "source")
    {
        Place source = At("sqlite", name);
        if (!File.Exists(source.Path))
        {
            Sqlite3Judge.Execute(source.Path, script);
        }

        return source;
    }

    private protected static void Execute(Place place, params string[] statements)
    {
        if (place.Kind == "duckdb")
        {
            DuckDbJudge.Execute(place.Path, statements);
        }
        else
        {
            Sqlite3Judge.Execute(place.Path, string.Join(";\n", statements) + ";");
        }
    }

    private protected static IReadOnlyList<string> Rows(Place place, string columns) => place.Kind == "duckdb"
        ? [.. DuckDbJudge.Query(place.Path, $"SELECT {columns} FROM zoo ORDER BY ALL").Rows.Select(r => string.Join('|', r.Select(v => v ?? "∅"))).OrderBy(r => r.StartsWith('∅'))]
        : [.. Sqlite3Judge.Query(place.Path, $"SELECT {columns} FROM zoo ORDER BY id").Rows.Select(r => string.Join('|', r.Select(v => v.IsNull ? "∅" : v.Storage == "text" ? v.Text : v.Literal)))];
}
