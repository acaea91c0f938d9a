using Hawser.Connectors.Postgres.Client;
using Hawser.Connectors.Postgres.Sql;
using Hawser.Connectors.Postgres.Types;
using Npgsql;

namespace Hawser.Connectors.Postgres.Scanning;

/// <summary>A table or view as a scan must know it: where it is, its columns, and whether another session would see it as this one does.</summary>
/// <param name="Oid">The number in <c>pg_class</c>.</param>
/// <param name="Name">The name with its schema.</param>
/// <param name="Kind"><c>relkind</c>.</param>
/// <param name="IsHeap">Whether its rows lie in blocks of its own.</param>
/// <param name="IsCopied">Whether COPY takes it by its name and sends what a SELECT gives: a table without heirs and generated columns.</param>
/// <param name="Privacy">Why only this session sees it as it is: a temporary table, uncommitted work, another role; null where others see the same.</param>
/// <param name="Columns">The columns in order.</param>
internal sealed record ScannedTable(uint Oid, TableName Name, char Kind, bool IsHeap, bool IsCopied, string? Privacy, IReadOnlyList<PgColumn> Columns)
{
    /// <summary>Why a session whose transaction has changed something is alone with it.</summary>
    public const string UncommittedWork = "a transaction is open, whose uncommitted work no other session sees";

    private const int GeneratedColumns = 12;

    private static string Query(Version server) => $"""
        SELECT c.oid, n.nspname::text, c.relname::text, c.relkind::text, c.relkind IN ('r', 'm', 't'),
               CASE WHEN c.relpersistence = 't' THEN 'it is a temporary table' WHEN {OpenTransactions.HasWork(server)} THEN '{UncommittedWork}'
                    WHEN current_user <> session_user THEN 'the session acts for another role' END,
               c.relkind = 'r' AND NOT c.relhassubclass{(server.Major < GeneratedColumns ? "" : " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_attribute g WHERE g.attrelid = c.oid AND g.attgenerated <> '')")},
               a.attname::text, a.atttypid, a.atttypmod, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               pg_catalog.col_description(c.oid, a.attnum::int)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relname = $1 AND c.relkind IN ('r', 'v', 'm', 'f', 'p') AND (n.nspname = $2 OR ($2 IS NULL AND pg_catalog.pg_table_is_visible(c.oid)))
        ORDER BY a.attnum
        """;

    /// <summary>Finds a table or view by its exact name; null when there is none.</summary>
    public static async ValueTask<ScannedTable?> FindAsync(PostgresConnection connection, TableName name, IReadOnlySet<string> encoded, CancellationToken cancellationToken)
    {
        if (name.Catalog is not null && name.Catalog != connection.Native.Database)
        {
            return null;
        }

        using var command = new NpgsqlCommand(Query(connection.Native.PostgreSqlVersion), connection.Native);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name.Name, DataTypeName = "text" });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = name.Schema, DataTypeName = "text" });
        using var limit = new TimeLimit(null);
        (ScannedTable Table, List<Column> Columns)? found = await limit.RunAsync("the catalog", token => ReadAsync(command, token), cancellationToken).ConfigureAwait(false);
        if (found is not var (table, columns))
        {
            return null;
        }

        StatementStarter.ThrowIfUnknown(encoded, columns.Select(column => column.Name));
        await connection.EnsureTypesAsync([], cancellationToken).ConfigureAwait(false);
        using (var types = new TimeLimit(null))
        {
            await types.RunAsync("the types", token => LoadAsync(connection, columns, token), cancellationToken).ConfigureAwait(false);
        }

        return table with
        {
            Columns = [.. columns.Select(c => PgColumn.Of(c.Name, connection.Types.Resolve(c.TypeOid, c.Modifier, c.TypeName), encoded.Contains(c.Name), !c.IsRequired, c.Comment))],
        };
    }

    private static async ValueTask<bool> LoadAsync(PostgresConnection connection, List<Column> columns, CancellationToken cancellationToken)
    {
        await connection.Types.EnsureAsync(connection.Native, columns.Select(column => column.TypeOid), cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async ValueTask<(ScannedTable Table, List<Column> Columns)?> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            ScannedTable? table = null;
            var columns = new List<Column>();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                table ??= ToTable(reader);
                if (reader.GetFieldValue<uint>(0) == table.Oid && !reader.IsDBNull(7))
                {
                    columns.Add(new Column(reader.GetString(7), reader.GetFieldValue<uint>(8), reader.GetInt32(9), reader.GetString(10), reader.GetBoolean(11), reader.IsDBNull(12) ? null : reader.GetString(12)));
                }
            }

            return table is null ? null : (table, columns);
        }
    }

    private static ScannedTable ToTable(NpgsqlDataReader reader) => new(
        reader.GetFieldValue<uint>(0),
        new TableName(null, reader.GetString(1), reader.GetString(2)),
        reader.GetString(3)[0],
        reader.GetBoolean(4),
        reader.GetBoolean(6),
        reader.IsDBNull(5) ? null : reader.GetString(5),
        []);

    private sealed record Column(string Name, uint TypeOid, int Modifier, string TypeName, bool IsRequired, string? Comment);
}
