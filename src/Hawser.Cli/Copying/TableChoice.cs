using Hawser.Cli.CommandLine;
using Hawser.Connectors;
using Hawser.Copy;
using Hawser.Locations;

namespace Hawser.Cli.Copying;

/// <summary>Finds the tables that <c>--table</c> names or whose names match its patterns.</summary>
internal static class TableChoice
{
    /// <exception cref="ConnectorException">A name without a wildcard does not exist.</exception>
    /// <exception cref="CliException">A pattern matches nothing.</exception>
    public static async Task<IReadOnlyList<SourceItem>> FindAsync(Database database, IReadOnlyList<string> wanted, CancellationToken cancellationToken)
    {
        Connection connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            IReadOnlyList<TableModel> tables = await connection.Catalog.GetTablesAsync(CatalogFilter.Tables, cancellationToken).ConfigureAwait(false);
            var chosen = new List<TableModel>();
            foreach (string text in wanted)
            {
                TableModel[] matches = [.. tables.Where(t => t.Name.Name == text)];
                matches = matches.Length > 0 ? matches
                    : FilePattern.HasWildcard(text) ? Matching(tables, text, database)
                    : [await TableLookup.GetAsync(connection.Catalog, text, cancellationToken).ConfigureAwait(false)];
                chosen.AddRange(matches.Where(m => chosen.All(c => c.Name != m.Name)));
            }

            return [.. chosen.Select(t => new SourceItem(t.Name.Name, t.Name))];
        }
    }

    private static TableModel[] Matching(IReadOnlyList<TableModel> tables, string pattern, Database database)
    {
        TableModel[] matches = [.. tables.Where(t => FilePattern.Matches(pattern, t.Name.Name) || FilePattern.Matches(pattern, t.Name.ToString()))];
        return matches.Length > 0 ? matches : throw CliException.NothingMatched($"--table '{pattern}' matches no table of {database.DisplayName}.");
    }
}
