using System.Buffers;
using System.Text;
using Hawser.Arrow;
using Hawser.Connectors.Postgres.Read;
using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Tests.Read;

/// <summary>Reads queries through COPY and gives their cells as text; the memory is all given back.</summary>
internal static class CopyText
{
    public static CopyColumn Column(string name, PgType type) => new(type, SourceForms.Of(type).Field.WithName(name));

    public static CopyColumn Column(string name, string type) => Column(name, PgTypeText.Parse(type));

    public static async Task<List<string?[]>> RowsAsync(CopySession session, string query, CopyColumn[] columns, ReadOptions? options = null, bool sync = false)
    {
        using var allocator = new ArrowAllocator();
        var rows = new List<string?[]>();
        await using (CopyBatchReader reader = await OpenAsync(session, query, columns, (options ?? ReadOptions.Default) with { Allocator = allocator }))
        {
            while ((sync ? reader.ReadNext() : await reader.ReadNextAsync()) is { } batch)
            {
                using (batch)
                {
                    ArrayValidator.Validate(batch, ValidationLevel.Full);
                    rows.AddRange(Cells(batch));
                }
            }
        }

        Assert.Equal(0, allocator.AllocatedBytes);
        return rows;
    }

    public static async Task<string?> ValueAsync(CopySession session, string expression, PgType type) =>
        Assert.Single(await RowsAsync(session, $"SELECT {expression}", [Column("x", type)]))[0];

    public static ValueTask<CopyBatchReader> OpenAsync(CopySession session, string query, CopyColumn[] columns, ReadOptions options) =>
        CopyBatchReader.OpenAsync(session, $"COPY ({query}) TO STDOUT (FORMAT BINARY)", columns, options, "reading things", null, CancellationToken.None);

    private static IEnumerable<string?[]> Cells(RecordBatch batch)
    {
        ValueFormatter[] formatters = [.. batch.Schema.Fields.Select(field => new ValueFormatter(field))];
        var text = new ArrayBufferWriter<byte>();
        for (int row = 0; row < batch.RowCount; row++)
        {
            var cells = new string?[batch.Schema.Fields.Count];
            for (int i = 0; i < cells.Length; i++)
            {
                text.ResetWrittenCount();
                formatters[i].Write(batch.Columns[i], row, text);
                cells[i] = batch.Columns[i].IsNull(row) ? null : Encoding.UTF8.GetString(text.WrittenSpan);
            }

            yield return cells;
        }
    }
}
