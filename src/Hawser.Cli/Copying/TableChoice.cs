using Hawser.Cli.CommandLine;
using Hawser.Connectors;
using Hawser.Copy;
using Hawser.Locations;

namespace Hawser.Cli.Copying;

/// <summary>Finds the tables that <c>--table</c> names or whose names match its patterns.</summary>
internal static class TableChoice
{
    /// <summary>Every table that is no view.</summary>
    public static IReadOnlyList<TableModel> WithoutViews(IReadOnlyList<TableModel> tables) => [.. tables.Where(t => t.Kind is not (TableKind.View or TableKind.MaterializedView))];

    /// <summary>The chooser of the tables that are wanted. It throws a <see cref="ConnectorException"/> where a name without a wildcard does not exist, and a <see cref="CliException"/> where a pattern matches nothing.</summary>
    public static TableChooser Of(IReadOnlyList<string> wanted, Database database) => async (all, catalog, cancellationToken) =>
    {
        IReadOnlyList<TableModel> tables = WithoutViews(all);
        var chosen = new List<TableModel>();
        foreach (string text in wanted)
        {
            TableModel[] matches = [.. tables.Where(t => t.Name.Name == text)];
            matches = matches.Length > 0 ? matches
                : FilePattern.HasWildcard(text) ? Matching(tables, text, database)
                : [await TableLookup.GetAsync(catalog, text, cancellationToken).ConfigureAwait(false)];
            chosen.AddRange(matches.Where(m => chosen.All(c => c.Name != m.Name)));
        }

        return [.. chosen.Select(t => new SourceItem(t.Name.Name, t.Name))];
    };

    private static TableModel[] Matching(IReadOnlyList<TableModel> tables, string pattern, Database database)
    {
        TableModel[] matches = [.. tables.Where(t => FilePattern.Matches(pattern, t.Name.Name) || FilePattern.Matches(pattern, t.Name.ToString()))];
        return matches.Length > 0 ? matches : throw CliException.NothingMatched($"--table '{pattern}' matches no table of {database.DisplayName}.");
    }
}
