using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Metadata;

/// <summary>The rows of a metadata query, few enough to keep.</summary>
internal sealed class CatalogRows
{
    private CatalogRows(List<CatalogRow> rows) => Rows = rows;

    public IReadOnlyList<CatalogRow> Rows { get; }

    public static CatalogRows ReadAll(RecordBatchReader reader, CancellationToken cancellationToken)
    {
        var rows = new List<CatalogRow>();
        while (reader.ReadNext(cancellationToken) is { } batch)
        {
            using (batch)
            {
                for (var row = 0; row < batch.RowCount; row++)
                {
                    rows.Add(new CatalogRow([.. Enumerable.Range(0, batch.Columns.Length).Select(column => Cell(batch[column], row))]));
                }
            }
        }

        return new CatalogRows(rows);
    }

    private static object? Cell(ArrowArray column, int row) => column.IsNull(row) ? null : column.Type.Id switch
    {
        ArrowTypeId.Utf8 => column.GetString(row),
        ArrowTypeId.Boolean => column.GetBoolean(row),
        ArrowTypeId.Int32 => (long)column.Values<int>()[row],
        ArrowTypeId.Int64 => column.Values<long>()[row],
        ArrowTypeId.List => Enumerable.Range(column.ListStart(row), column.ListLength(row)).Select(item => column.Children[0].GetString(item)).ToArray(),
        _ => throw new InvalidOperationException($"A metadata query gives {column.Type}, which is not foreseen."),
    };
}
