using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>Arrays of one dimension that begins at 1.</summary>
/// <remarks>Source: src/backend/utils/adt/arrayfuncs.c, array_recv: dimensions, whether there are NULLs, the items' type, then length and first index of each dimension, then the items.</remarks>
internal sealed class ListEncoder(CopyEncoder items, PgType itemType) : CopyEncoder
{
    protected override void BeginCore() => items.Begin(Column.Children[0]);

    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        int first = Column.ListStart(row), count = Column.ListLength(row), start = output.Length;
        output.Int32(0);
        output.Int32(count == 0 ? 0 : 1);
        output.Int32(1);
        output.Int32(unchecked((int)itemType.Oid));
        if (count > 0)
        {
            output.Int32(count);
            output.Int32(1);
        }

        for (int item = first; item < first + count; item++)
        {
            if (!items.TryWrite(item, output))
            {
                return Refuse($"has an item that {items.MisfitReason}");
            }
        }

        int length = output.Length - start - sizeof(int);
        output.PutLength(start, length);
        return length <= TextRules.MostBytes || Refuse(TextRules.TooLong);
    }
}
