using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.Testing;

namespace Hawser.Conformance.Fixtures;

/// <summary>A file format of a connector: each table is a file of its own, which is written once or replaced.</summary>
public abstract class FormatFixture(Connector connector) : ConnectorFixture
{
    private readonly TempFolder _folder = new();

    /// <inheritdoc/>
    public sealed override Connector Connector { get; } = connector;

    /// <inheritdoc/>
    public sealed override IReadOnlyDictionary<string, string> Options => new Dictionary<string, string>();

    /// <inheritdoc/>
    public sealed override TypeMap TypeMap => Format.TypeMap ?? Connector.TypeMap;

    /// <inheritdoc/>
    public sealed override bool HasNativeTypes => false;

    /// <inheritdoc/>
    public override bool Appends => false;

    /// <inheritdoc/>
    public sealed override string? EndlessQuery => Connector.Dialect is null ? null : "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b";

    /// <inheritdoc/>
    public sealed override string? WrongQuery => Connector.Dialect is null ? null : "SELEC 1";

    private FileFormat Format => Connector.FileFormats.Single(f => f.Name == Name);

    /// <inheritdoc/>
    public sealed override string? SelectAll(string table) => Connector.Dialect is null ? null : $"SELECT * FROM '{PathOf(table)}'";

    /// <inheritdoc/>
    public sealed override Relation Relation(string table) => new FileRelation(PathOf(table), Name);

    /// <inheritdoc/>
    public sealed override ScanRequest Scan(string table, Schema schema) => new(Relation(table)) { Schema = Format.IsTyped ? null : schema };

    /// <inheritdoc/>
    public sealed override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    private string PathOf(string table) => _folder[table + Format.Signature.Endings[0]];
}
