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

    public static LoadRequest Into(string table, LoadMode mode = LoadMode.Create) => new(new TableName(table), new Schema([]), mode);
}
