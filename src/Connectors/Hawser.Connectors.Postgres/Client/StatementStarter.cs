using Hawser.Arrow;
using Hawser.Connectors.Postgres.Sql;
using Hawser.Connectors.Postgres.Types;
using Npgsql;

namespace Hawser.Connectors.Postgres.Client;

/// <summary>Runs statements through Npgsql: bound parameters, results with their types.</summary>
internal static class StatementStarter
{
    /// <summary>Undone to when a reader in a transaction is disposed early: cancelling its statement would end the whole transaction.</summary>
    public const string Savepoint = "hawser_reader";

    /// <summary>Starts a statement and reads up to its first row. In a transaction a savepoint is set first, in the same round trip.</summary>
    /// <param name="connection">The session.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="where">What is done, for messages.</param>
    /// <param name="stallTimeout">The longest that the server may be silent, in whole seconds upwards; zero for ever.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async ValueTask<RunningStatement> StartAsync(PostgresConnection connection, Statement statement, string where, TimeSpan stallTimeout, CancellationToken cancellationToken)
    {
        await connection.EnsureTypesAsync([], cancellationToken).ConfigureAwait(false);
        using RecordBatch values = ParameterBatch.Create(statement.Parameters);
        NpgsqlBatch batch = MakeBatch(connection, statement.Text, values, 0, connection.IsInTransaction);
        batch.Timeout = (int)Math.Clamp(Math.Ceiling(stallTimeout.TotalSeconds), 0, int.MaxValue / 1000);
        return await StartAsync(connection, batch, statement.Timeout, where, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts a statement that is ready; the batch belongs to what is returned.</summary>
    public static async ValueTask<RunningStatement> StartAsync(PostgresConnection connection, NpgsqlBatch batch, TimeSpan? timeout, string where, CancellationToken cancellationToken)
    {
        var limit = new TimeLimit(timeout);
        RunningStatement? running = null;
        try
        {
            NpgsqlDataReader reader = await limit.RunAsync(where, async token => await batch.ExecuteReaderAsync(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            return running = new RunningStatement(connection, batch, reader, limit);
        }
        finally
        {
            if (running is null)
            {
                await batch.DisposeAsync().ConfigureAwait(false);
                limit.Dispose();
            }
        }
    }

    /// <summary>The columns of a result that is open, or of a statement that was described.</summary>
    public static async ValueTask<IReadOnlyList<PgColumn>> ColumnsAsync(PostgresConnection connection, NpgsqlDataReader reader, ReadOptions options, CancellationToken cancellationToken)
    {
        if (reader.FieldCount == 0)
        {
            return [];
        }

        ThrowIfUnknown(options.EncodedColumns, Enumerable.Range(0, reader.FieldCount).Select(reader.GetName));
        uint[] oids = [.. reader.GetColumnSchema().Select(column => column.TypeOID)];
        await connection.EnsureTypesAsync(oids, cancellationToken).ConfigureAwait(false);
        return [.. oids.Select((oid, i) => PgColumn.Of(reader.GetName(i), TypeOf(connection.Types, oid, reader.GetDataTypeName(i)), options.EncodedColumns.Contains(reader.GetName(i))))];
    }

    /// <summary>A statement with one row of values bound by position. Disposed by the caller.</summary>
    public static NpgsqlBatch MakeBatch(PostgresConnection connection, string sql, RecordBatch values, int row, bool withSavepoint)
    {
        Placeholders.Check(sql, values.Schema.Fields.Count);
        var batch = new NpgsqlBatch(connection.Native);
        if (withSavepoint)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"SAVEPOINT {Savepoint}"));
        }

        ParameterText[] texts = [.. values.Schema.Fields.Select(field => new ParameterText(field))];
        batch.BatchCommands.Add(MakeCommand(sql, texts, values, row));
        return batch;
    }

    /// <summary>A statement with one row of values bound by position.</summary>
    public static NpgsqlBatchCommand MakeCommand(string sql, ParameterText[] texts, RecordBatch values, int row)
    {
        var command = new NpgsqlBatchCommand(sql);
        for (int i = 0; i < texts.Length; i++)
        {
            command.Parameters.Add(new NpgsqlParameter<TextParameter?> { TypedValue = texts[i].Of(values[i], row), DataTypeName = texts[i].TypeName });
        }

        return command;
    }

    /// <summary>A name of a column to be read encoded that is no column would do nothing, as a misspelt one does.</summary>
    public static void ThrowIfUnknown(IReadOnlySet<string> encoded, IEnumerable<string> columns)
    {
        string[] known = [.. columns];
        if (encoded.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new ConnectorException(ConnectorStatus.NotFound, PostgresErrors.Connector, $"column \"{unknown}\" is to be read encoded, but there is none of this name.")
            {
                Hint = NearestName.Find(unknown, known) is { } nearest ? $"Did you mean \"{nearest}\"?" : null,
            };
        }
    }

    // Npgsql knows modifiers by name only. A type of the user's own has none that we heed.
    private static PgType TypeOf(PgTypeCatalog types, uint oid, string name)
    {
        PgType type = types.Resolve(oid);
        PgType told = PgTypeText.Parse(name);
        PgType plain = told.Element ?? told;
        bool hasModifier = name.Contains('(', StringComparison.Ordinal) && plain.Kind == PgTypeKind.Base && (type.Element ?? type).CatalogName == plain.CatalogName;
        return hasModifier && (type.Kind == PgTypeKind.Base || type is { Kind: PgTypeKind.Array, Element.Kind: PgTypeKind.Base })
            ? types.Resolve(oid, told.Modifier, told.Name)
            : type;
    }
}
