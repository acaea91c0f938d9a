using Hawser.Connections;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>Where a copy writes.</summary>
/// <param name="Database">The database; the caller disposes it.</param>
/// <param name="Place">Where a source item goes: a table's name or a file. By default a table of the item's name.</param>
public sealed record CopyTarget(Database Database, Func<SourceItem, Relation>? Place = null)
{
    /// <summary>The pool that the session is borrowed from; null to open it at the database.</summary>
    public ConnectionPool? Pool { get; init; }

    /// <summary>A target whose session is borrowed from its pool.</summary>
    /// <param name="pool">A pool, such as that of a <see cref="ManagedDatabase"/>; its owner disposes it.</param>
    /// <param name="place">Where a source item goes; by default a table of the item's name.</param>
    public static CopyTarget Into(ConnectionPool pool, Func<SourceItem, Relation>? place = null)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return new CopyTarget(pool.Database, place) { Pool = pool };
    }

    /// <summary>Everything goes to this one relation: for a copy of one item.</summary>
    public static CopyTarget At(Database database, Relation relation) => new(database, _ => relation);

    internal Relation PlaceOf(SourceItem item) => Place?.Invoke(item) ?? new TableName(item.Name);
}
