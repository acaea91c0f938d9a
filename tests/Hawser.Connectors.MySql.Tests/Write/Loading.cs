using Hawser.Arrow;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing.Cells;

namespace Hawser.Connectors.MySql.Tests.Write;

/// <summary>Loads of a test.</summary>
internal static class Loading
{
    /// <summary>Rows in the text form of the type zoo.</summary>
    public static RecordBatch Batch(this TestDatabase test, string schema, params IEnumerable<string> rows) => CellReader.Batch(FieldText.Parse(schema), rows, test.Memory);

    /// <summary>Loads batches that the caller disposes.</summary>
    public static LoadResult Load(this TestDatabase test, LoadRequest request, params RecordBatch[] batches)
    {
        using TableLoad load = test.Connection.BeginLoad(request with { Allocator = test.Memory });
        using (TableWriter writer = load.OpenWriter())
        {
            foreach (RecordBatch batch in batches)
            {
                writer.Write(batch);
            }

            writer.Complete();
        }

        return load.Commit();
    }

    /// <summary>Loads rows in the text form of the type zoo.</summary>
    public static LoadResult Load(this TestDatabase test, string table, LoadMode mode, string schema, params IEnumerable<string> rows)
    {
        using RecordBatch batch = test.Batch(schema, rows);
        return test.Load(new LoadRequest(new TableName(table), batch.Schema, mode), batch);
    }

    /// <summary>Reads a table and loads what was read into another.</summary>
    public static LoadResult Copy(this TestDatabase test, string from, string to, LoadMode mode = LoadMode.Append)
    {
        var batches = new List<RecordBatch>();
        Schema schema;
        using (RecordBatchReader reader = test.Connection.Read(new ScanRequest(new TableName(from)) { ReadOptions = test.Reading }))
        {
            schema = reader.Schema;
            while (reader.ReadNext() is { } batch)
            {
                batches.Add(batch);
            }
        }

        try
        {
            return test.Load(new LoadRequest(new TableName(to), schema, mode), [.. batches]);
        }
        finally
        {
            batches.ForEach(batch => batch.Dispose());
        }
    }

    /// <summary>A table's rows as the mariadb command line writes them.</summary>
    public static List<string> Rows(this TestDatabase test, string table, string order = "1", string columns = "*") =>
        [.. test.Judge($"SELECT {columns} FROM {table} ORDER BY {order}").Select(row => string.Join('|', row.Select(cell => cell ?? "∅")))];
}
