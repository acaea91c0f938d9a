using Hawser.Cli.CommandLine;
using Hawser.Connectors;
using Hawser.Copy;

namespace Hawser.Cli.Copying;

/// <summary>Holds that one table or file takes one item only, and that a query goes to something with a name.</summary>
internal static class SingleTarget
{
    /// <returns>The source, its items listed where that had to be known.</returns>
    /// <exception cref="CliException">Several tables would go into one, or a query has no name to go to.</exception>
    public static async Task<OpenSource> CheckAsync(OpenSource source, OpenTarget target, CancellationToken cancellationToken)
    {
        if (target.Single is null)
        {
            return source.Items is [{ Relation: QueryRelation }] && target.Place is null
                ? throw CliException.Usage($"{target.Name}: a query has no name of its own; name the target table, as in {target.Name}#NAME.")
                : source;
        }

        IReadOnlyList<SourceItem> items = source.Items ?? await ListAsync(source.Database, cancellationToken).ConfigureAwait(false);
        return items.Count switch
        {
            0 => throw CliException.NothingMatched($"{source.Name} holds no tables."),
            1 => source with { Items = items },
            _ => throw CliException.Usage(
                $"{source.Name} gives {items.Count} tables and {target.Name} takes one; choose one with --table ({string.Join(", ", items.Take(8).Select(i => i.Name))}{(items.Count > 8 ? ", …" : "")}), or name a database or folder."),
        };
    }

    private static async Task<IReadOnlyList<SourceItem>> ListAsync(Database database, CancellationToken cancellationToken)
    {
        Connection connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            IReadOnlyList<TableModel> tables = await connection.Catalog.GetTablesAsync(CatalogFilter.Tables, cancellationToken).ConfigureAwait(false);
            return [.. tables.Select(t => new SourceItem(t.Name.Name, t.Name))];
        }
    }
}
