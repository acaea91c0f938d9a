using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Tests.Locations;

/// <summary>Small batches of an id and a name, and reading everything back as text.</summary>
internal static class Rows
{
    public static Schema Schema { get; } = new([new Field("id", ArrowType.Int64, isNullable: false), new Field("name", ArrowType.Utf8)]);

    public static RecordBatch Batch(ArrowAllocator allocator, int first, int count)
    {
        using var builder = new RecordBatchBuilder(Schema, allocator);
        for (var row = first; row < first + count; row++)
        {
            ((FixedWidthBuilder<long>)builder[0]).Append(row);
            if (row % 3 == 2)
            {
                builder[1].AppendNull();
            }
            else
            {
                ((VarBinaryBuilder)builder[1]).Append($"n{row}");
            }
        }

        return builder.Finish();
    }

    public static List<long> Ids(RecordBatchReader reader)
    {
        using (reader)
        {
            var ids = new List<long>();
            while (reader.ReadNext() is { } batch)
            {
                using (batch)
                {
                    Assert.NotEqual(0, batch.RowCount);
                    ids.AddRange(batch[batch.Schema.IndexOf("id")].Values<long>());
                }
            }

            return ids;
        }
    }

    public static IEnumerable<long> Range(int first, int count) => Enumerable.Range(first, count).Select(id => (long)id);

    public static void Load(Connection connection, LoadRequest request, ArrowAllocator allocator, params (int First, int Count)[] batches)
    {
        using var load = connection.BeginLoad(request);
        using (var writer = load.OpenWriter())
        {
            foreach (var (first, count) in batches)
            {
                using var batch = Batch(allocator, first, count);
                writer.Write(batch);
            }

            Assert.Equal(batches.Sum(batch => batch.Count), writer.Complete());
        }

        Assert.Equal(new LoadResult(batches.Sum(batch => batch.Count), 0).RowsWritten, load.Commit().RowsWritten);
    }
}
