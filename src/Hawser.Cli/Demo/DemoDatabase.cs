using Hawser.Arrow;
using Hawser.Cli.Copying;
using Hawser.Connectors;

namespace Hawser.Cli.Demo;

/// <summary>Writes the demo shop into a SQLite file, and compares two such files in SQLite itself.</summary>
internal static class DemoDatabase
{
    public static async Task MakeAsync(string path, IReadOnlyList<DemoTable> tables, CancellationToken cancellationToken)
    {
        Database database = Engines.Locations.Resolve($"sqlite:{path}", ConnectorRoles.Sink).Open();
        await using (database.ConfigureAwait(false))
        {
            Connection connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                SqlDialect dialect = database.Connector.Dialect!;
                foreach (DemoTable table in tables)
                {
                    await connection.ExecuteAsync(new Statement($"CREATE TABLE {dialect.QuoteName(table.Name)} ({table.Definition})"), cancellationToken).ConfigureAwait(false);
                    await FillAsync(connection, table, cancellationToken).ConfigureAwait(false);
                }

                await connection.ExecuteScriptAsync(DemoShop.OtherObjects, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>How many rows of each table are in one file and not in the other, both ways; SQLite's own EXCEPT finds them.</summary>
    public static async Task<long> CountDifferencesAsync(string path, string other, IEnumerable<DemoTable> tables, CancellationToken cancellationToken)
    {
        Database database = Engines.Locations.Resolve($"sqlite:{path}", ConnectorRoles.Source).Open();
        await using (database.ConfigureAwait(false))
        {
            Connection connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                SqlDialect dialect = database.Connector.Dialect!;
                await connection.ExecuteAsync(new Statement($"ATTACH {dialect.TextLiteral(other)} AS other"), cancellationToken).ConfigureAwait(false);
                long differences = 0;
                foreach (DemoTable table in tables)
                {
                    string name = dialect.QuoteName(table.Name);
                    differences += await CountAsync(connection, $"SELECT count(*) FROM (SELECT * FROM main.{name} EXCEPT SELECT * FROM other.{name})", cancellationToken).ConfigureAwait(false);
                    differences += await CountAsync(connection, $"SELECT count(*) FROM (SELECT * FROM other.{name} EXCEPT SELECT * FROM main.{name})", cancellationToken).ConfigureAwait(false);
                    long surplus = await CountAsync(connection, $"SELECT (SELECT count(*) FROM main.{name}) - (SELECT count(*) FROM other.{name})", cancellationToken).ConfigureAwait(false);
                    differences += Math.Abs(surplus);
                }

                return differences;
            }
        }
    }

    private static async Task FillAsync(Connection connection, DemoTable table, CancellationToken cancellationToken)
    {
        var request = new LoadRequest(new TableName(table.Name), table.Schema, LoadMode.Append);
        TableLoad load = await connection.BeginLoadAsync(request, cancellationToken).ConfigureAwait(false);
        await using (load.ConfigureAwait(false))
        {
            TableWriter writer = await load.OpenWriterAsync("", cancellationToken).ConfigureAwait(false);
            await using (writer.ConfigureAwait(false))
            {
                foreach (RecordBatch batch in DemoBatches.Of(table))
                {
                    using (batch)
                    {
                        await writer.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
                    }
                }

                await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
            }

            await load.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<long> CountAsync(Connection connection, string sql, CancellationToken cancellationToken)
    {
        QueryResult result = await connection.QueryAsync(new Statement(sql) { ReadOptions = new ReadOptions { TypeMode = TypeMode.Scan } }, cancellationToken).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            using RecordBatch batch = await result.Reader.ReadNextAsync(cancellationToken).ConfigureAwait(false) ?? throw new InvalidOperationException("A count gives a row.");
            return batch[0].Values<long>()[0];
        }
    }
}
