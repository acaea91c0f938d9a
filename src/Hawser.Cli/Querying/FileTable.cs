using Hawser.Cli.CommandLine;
using Hawser.Cli.Copying;
using Hawser.Connectors;
using Hawser.Locations;

namespace Hawser.Cli.Querying;

/// <summary>Makes a file that a location names a view of that name in its engine's memory, so that SQL can speak of it.</summary>
internal static class FileTable
{
    public static async Task DefineAsync(Database database, ResolvedLocation location, CancellationToken cancellationToken)
    {
        if (location.Relation is TableName table)
        {
            throw CliException.Usage($"{location}: a query names its tables itself; leave out '#{table}', or leave out the SQL to read the table whole.");
        }

        if (database.Connector.Dialect is not { } dialect || !database.Capabilities.Has(Capability.Views))
        {
            throw CliException.Usage($"{location}: {database.Connector.Name} has no SQL; leave out the SQL to read it whole, or copy it into a database first.");
        }

        string select = dialect.Select(new ScanRequest(location.Relation!));
        string view = $"CREATE VIEW {dialect.QuoteName(RelationNames.Of(location.Relation!))} AS {select}";
        Connection connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await connection.ExecuteAsync(new Statement(view), cancellationToken).ConfigureAwait(false);
        }
    }
}
