using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Tables in memory as a source: what a program has as readers or batches is copied, described and read like any database.</summary>
/// <example><code>using var source = new InMemoryDatabase(InMemoryTable.FromReader("orders", reader));</code></example>
public sealed class InMemoryDatabase : Database
{
    private readonly Dictionary<string, InMemoryTable> _tables;

    /// <summary>Makes a database of tables and takes them over.</summary>
    /// <param name="tables">The tables.</param>
    /// <exception cref="ArgumentException">Two tables have one name.</exception>
    public InMemoryDatabase(params IEnumerable<InMemoryTable> tables)
        : base(InMemoryConnector.Instance, InMemoryConnector.Instance.ParseOptions([]))
        => _tables = tables.ToDictionary(table => table.Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string DisplayName => string.Empty;

    /// <inheritdoc/>
    public override string? ServerVersion => null;

    internal IReadOnlyDictionary<string, InMemoryTable> Tables => _tables;

    /// <inheritdoc/>
    protected override ValueTask<Connection> OpenConnectionCoreAsync(CancellationToken cancellationToken) => new(new InMemoryConnection(this));

    /// <inheritdoc/>
    protected override ValueTask DisposeCoreAsync()
    {
        foreach (var table in _tables.Values)
        {
            table.Dispose();
        }

        return ValueTask.CompletedTask;
    }
}
