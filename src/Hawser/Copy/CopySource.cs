using Hawser.Connections;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>Where a copy reads.</summary>
/// <param name="Database">The database; the caller disposes it.</param>
/// <param name="Items">What to read; null for every table of the catalog (views left out).</param>
public sealed record CopySource(Database Database, IReadOnlyList<SourceItem>? Items = null)
{
    /// <summary>Chooses what to read where <see cref="Items"/> is null; null for every table. Its errors are the plan's. So a choice needs no session of its own, and is made in the snapshot that is read.</summary>
    public TableChooser? Chooser { get; init; }

    /// <summary>The pool that sessions are borrowed from; null to open them at the database.</summary>
    public ConnectionPool? Pool { get; init; }

    /// <summary>A source whose sessions are borrowed from its pool: the pool's size bounds the readers.</summary>
    /// <param name="pool">A pool, such as that of a <see cref="ManagedDatabase"/>; its owner disposes it.</param>
    /// <param name="items">What to read; null for every table.</param>
    public static CopySource From(ConnectionPool pool, IReadOnlyList<SourceItem>? items = null)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return new CopySource(pool.Database, items) { Pool = pool };
    }
}
