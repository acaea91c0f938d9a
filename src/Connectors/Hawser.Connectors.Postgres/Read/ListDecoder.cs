using Hawser.Arrow;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>Arrays of one dimension that begin at 1. An empty array has no dimension.</summary>
/// <remarks>Source: src/backend/utils/adt/arrayfuncs.c, array_send: dimensions, whether there are nulls, the elements' type, each dimension's length and lower bound, the elements.</remarks>
internal sealed class ListDecoder(ListBuilder builder, CopyDecoder item) : CopyDecoder(builder)
{
    private const int MostDimensions = 6;

    private readonly ListBuilder _builder = builder;

    public override void Append(ReadOnlySpan<byte> value)
    {
        var cursor = new MessageCursor(value);
        int dimensions = cursor.Int32();
        cursor.Int32();
        cursor.Int32();
        if (dimensions == 1)
        {
            AppendItems(ref cursor);
        }
        else if (dimensions != 0)
        {
            throw dimensions is > 1 and <= MostDimensions
                ? new CellMisfitException($"an array of {dimensions} dimensions does not fit a list")
                : new WireFormatException($"an array of {dimensions} dimensions is announced");
        }

        cursor.End();
        _builder.Append();
    }

    private void AppendItems(ref MessageCursor cursor)
    {
        int count = cursor.Int32();
        int lowerBound = cursor.Int32();
        if (count < 0 || count > cursor.Remaining / sizeof(int))
        {
            throw new WireFormatException($"an array of {count} elements is announced in {cursor.Remaining} bytes");
        }

        if (lowerBound != 1)
        {
            throw new CellMisfitException($"an array that begins at {lowerBound} does not fit a list, which begins at 1");
        }

        for (int i = 0; i < count; i++)
        {
            int length = cursor.Int32();
            if (length == -1)
            {
                item.AppendNull();
            }
            else
            {
                item.Append(cursor.Bytes(length));
            }
        }
    }
}
