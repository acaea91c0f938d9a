using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Tests;

/// <summary>Short ways to a database for tests.</summary>
internal static class Duck
{
    public static DuckDbConnector Connector { get; } = new();

    public static Database Open(string path = "", params (string Key, string Value)[] options) => Connector.Open(
        Connector.ParseOptions(options.Select(o => KeyValuePair.Create(o.Key, o.Value)).Prepend(KeyValuePair.Create("path", path))));

    /// <summary>All rows as text, cells joined by '|', nulls as ∅; values that are no text are cast by DuckDB.</summary>
    public static IReadOnlyList<string> Texts(this Connection connection, string sql)
    {
        using var result = connection.Query($"SELECT coalesce(COLUMNS(*)::VARCHAR, '∅') FROM ({sql})");
        return Rows(result.Reader);
    }

    public static IReadOnlyList<string> Rows(RecordBatchReader reader)
    {
        var rows = new List<string>();
        while (reader.ReadNext() is { } batch)
        {
            using (batch)
            {
                for (var row = 0; row < batch.RowCount; row++)
                {
                    rows.Add(string.Join('|', Enumerable.Range(0, batch.Columns.Length).Select(c => batch[c].IsNull(row) ? "∅" : batch[c].GetString(row))));
                }
            }
        }

        return rows;
    }

    public static RecordBatch One(this Connection connection, string sql)
    {
        using var result = connection.Query(sql);
        var batch = result.Reader.ReadNext() ?? throw new InvalidOperationException("no rows");
        Assert.Null(result.Reader.ReadNext());
        return batch;
    }

    /// <summary>Copies the rows of a query into a table, as the copy engine does: schema of the reader, batches of the reader.</summary>
    public static LoadResult Copy(this Connection source, string sql, Connection target, LoadRequest request, int batchRows = 65_536)
    {
        using var result = source.Query(new Statement(sql) { ReadOptions = new ReadOptions { BatchRows = batchRows } });
        using var load = target.BeginLoad(request with { Schema = result.Reader.Schema });
        using (var writer = load.OpenWriter())
        {
            while (result.Reader.ReadNext() is { } batch)
            {
                using (batch)
                {
                    writer.Write(batch);
                }
            }

            writer.Complete();
        }

        return load.Commit();
    }

    /// <summary>Copies a relation into a table through Arrow, on two connections of the same database.</summary>
    public static LoadResult Copy(this Connection target, Relation relation, string table)
    {
        using var source = target.Database.OpenConnection();
        using var reader = source.Read(new ScanRequest(relation));
        using var load = target.BeginLoad(Into(table) with { Schema = reader.Schema });
        using (var writer = load.OpenWriter())
        {
            while (reader.ReadNext() is { } batch)
            {
                writer.Write(batch);
                batch.Dispose();
            }

            writer.Complete();
        }

        return load.Commit();
    }

    public static long CountRows(this Connection connection, Relation relation) =>
        SyncPump.Run(() => connection.CountRowsAsync(new ScanRequest(relation)));

    public static LoadRequest Into(string table, LoadMode mode = LoadMode.Create) => new(new TableName(table), new Schema([]), mode);
}
