using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>Where a copy writes.</summary>
/// <param name="Database">The database; the caller disposes it.</param>
/// <param name="Place">Where a source item goes: a table's name or a file. By default a table of the item's name.</param>
public sealed record CopyTarget(Database Database, Func<SourceItem, Relation>? Place = null)
{
    /// <summary>Everything goes to this one relation: for a copy of one item.</summary>
    public static CopyTarget At(Database database, Relation relation) => new(database, _ => relation);

    internal Relation PlaceOf(SourceItem item) => Place?.Invoke(item) ?? new TableName(item.Name);
}
