using System.Diagnostics.CodeAnalysis;

namespace Hawser.Connectors.Postgres.Scanning;

/// <summary>What a connection has found of tables in a snapshot, where they stay as they are: reading a table in shares asks the catalog once.</summary>
internal sealed class SnapshotTables
{
    private readonly Dictionary<TableName, (IReadOnlySet<string> Encoded, ScannedTable Table)> _found = [];

    /// <summary>A table that was found with the same columns encoded.</summary>
    public bool TryGet(TableName name, IReadOnlySet<string> encoded, [MaybeNullWhen(false)] out ScannedTable table)
    {
        bool isKnown = _found.TryGetValue(name, out var found) && found.Encoded.SetEquals(encoded);
        table = isKnown ? found.Table : null;
        return isKnown;
    }

    /// <summary>Keeps a table.</summary>
    public void Keep(TableName name, IReadOnlySet<string> encoded, ScannedTable table) => _found[name] = (encoded, table);
}
