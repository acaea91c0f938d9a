using Hawser.Connectors;
using Hawser.Locations;

namespace Hawser.Cli.Copying;

/// <summary>Finds the table that a text on the command line means: a table of exactly that name, else the name taken apart at its points.</summary>
internal static class TableLookup
{
    /// <exception cref="ConnectorException">There is none; the message names the nearest.</exception>
    public static async Task<TableModel> GetAsync(DatabaseCatalog catalog, string text, CancellationToken cancellationToken)
    {
        var whole = new TableName(text);
        if (await catalog.FindTableAsync(whole, cancellationToken).ConfigureAwait(false) is { } table)
        {
            return table;
        }

        TableName name = LocationTable.TryParse(text, [], out LocationTable? parsed, out _) && parsed.ToRelation() is TableName parts ? parts : whole;
        return await catalog.GetTableAsync(name, cancellationToken).ConfigureAwait(false);
    }
}
