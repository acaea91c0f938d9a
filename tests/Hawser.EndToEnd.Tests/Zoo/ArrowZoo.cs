using Hawser.Arrow;
using Hawser.Arrow.Ipc;
using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing.Cells;
using Hawser.Testing.Zoo;

namespace Hawser.EndToEnd.Tests.Zoo;

/// <summary>Every Arrow type, each in a file of its own.</summary>
internal static class ArrowZoo
{
    /// <summary>Writes a column of the zoo as <c>v</c> beside <c>id</c>, without the rows of some ids.</summary>
    public static void Make(Place file, ZooColumn column, IReadOnlyCollection<long> without)
    {
        using RecordBatch all = column.ToBatch();
        var schema = new Schema([all.Schema[0], all.Schema[1].WithName("v")]);
        using RecordBatch kept = without.Count == 0
            ? new RecordBatch(schema, all.RowCount, [all[0].Retain(), all[1].Retain()])
            : CellReader.Batch(schema, CellText.RowsOf(all).Where((_, row) => !without.Contains(row)));
        Write(file.Path, kept);
    }

    /// <summary>Writes rows of cells, each a JSON array.</summary>
    public static void Make(Place file, string fields, params string[] rows)
    {
        using RecordBatch batch = CellReader.Batch(FieldText.Parse(fields), rows);
        Write(file.Path, batch);
    }

    private static void Write(string path, RecordBatch batch)
    {
        using var file = new FileStream(path, FileMode.CreateNew);
        using var writer = new IpcFileWriter(file, batch.Schema);
        writer.Write(batch);
        writer.Finish();
    }
}
