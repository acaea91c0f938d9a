using System.Buffers;
using System.Buffers.Binary;

namespace Hawser.Arrow.Ipc;

/// <summary>
/// Bytes that are equal exactly when two rows of one type have the same value: floating-point numbers by their bits, rows of dictionaries by the values
/// that they point to.
/// </summary>
internal static unsafe class RowKey
{
    public static ReadOnlySpan<byte> Of(ArrowArray array, int row, ArrayBufferWriter<byte> room)
    {
        room.ResetWrittenCount();
        Append(array, row, room);
        return room.WrittenSpan;
    }

    private static void Append(ArrowArray array, int row, ArrayBufferWriter<byte> room)
    {
        if (array.Type is UnionType union)
        {
            sbyte id = array.UnionTypeId(row);
            room.Write([(byte)id]);
            Append(array.Children[union.ChildIndexOf(id)], array.UnionChildRow(row), room);
            return;
        }

        bool isNull = array.IsNull(row);
        room.Write([isNull ? (byte)0 : (byte)1]);
        if (!isNull)
        {
            AppendValue(array, row, room);
        }
    }

    private static void AppendValue(ArrowArray array, int row, ArrayBufferWriter<byte> room)
    {
        switch (array.Type.Id)
        {
            case ArrowTypeId.Boolean:
                room.Write([array.GetBoolean(row) ? (byte)1 : (byte)0]);
                break;
            case ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 or ArrowTypeId.Binary or ArrowTypeId.LargeBinary:
                ReadOnlySpan<byte> bytes = array.GetBytes(row);
                AppendCount(bytes.Length, room);
                room.Write(bytes);
                break;
            case ArrowTypeId.List or ArrowTypeId.Map or ArrowTypeId.FixedSizeList:
                AppendCount(array.ListLength(row), room);
                for (int i = array.ListStart(row), end = array.ListStart(row + 1); i < end; i++)
                {
                    Append(array.Children[0], i, room);
                }

                break;
            case ArrowTypeId.Struct:
                foreach (ArrowArray child in array.Children)
                {
                    Append(child, row, room);
                }

                break;
            case ArrowTypeId.Dictionary:
                Append(array.Dictionary!, checked((int)array.GetDictionaryIndex(row)), room);
                break;
            default:
                int width = array.Type.ByteWidth;
                room.Write(new ReadOnlySpan<byte>(array.DataPointer + ((long)(array.Offset + row) * width), width));
                break;
        }
    }

    private static void AppendCount(int count, ArrayBufferWriter<byte> room)
    {
        BinaryPrimitives.WriteInt32LittleEndian(room.GetSpan(sizeof(int)), count);
        room.Advance(sizeof(int));
    }
}
