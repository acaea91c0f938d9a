using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>Chooses what a copy reads, once its tables are known.</summary>
/// <param name="tables">Every table and view, as the session sees them that the copy reads with.</param>
/// <param name="catalog">That session's catalog, for names that are looked up as the engine does it.</param>
/// <param name="cancellationToken">Gives up.</param>
/// <returns>What to read.</returns>
public delegate ValueTask<IReadOnlyList<SourceItem>> TableChooser(IReadOnlyList<TableModel> tables, DatabaseCatalog catalog, CancellationToken cancellationToken);
