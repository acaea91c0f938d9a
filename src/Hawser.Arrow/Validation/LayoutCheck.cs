namespace Hawser.Arrow;

/// <summary>What can be told of an array without looking at its rows.</summary>
internal static unsafe class LayoutCheck
{
    public static void Run(ArrowArray array, ArrayPath path)
    {
        long end = (long)array.Offset + array.Length;
        if (end > int.MaxValue)
        {
            path.Throw($"offset {array.Offset} and length {array.Length} together pass {int.MaxValue} rows.");
        }

        CheckNullCount(array, path);
        CheckTypes(array, path);
        ReadOnlySpan<BufferKind> kinds = array.Type.Layout.Buffers;
        for (int i = 0; i < kinds.Length; i++)
        {
            CheckSize(array, i, kinds[i], end, path);
        }

        CheckChildLengths(array, path);
        CheckLastOffset(array, path);
    }

    private static void CheckNullCount(ArrowArray array, ArrayPath path)
    {
        int claimed = array.ClaimedNullCount;
        if (claimed > array.Length)
        {
            path.Throw($"{claimed} nulls are claimed for {array.Length} rows.");
        }
    }

    private static void CheckTypes(ArrowArray array, ArrayPath path)
    {
        for (int i = 0; i < array.Children.Length; i++)
        {
            ArrowType expected = array.Type.Children[i].Type, found = array.Children[i].Type;
            if (!ReferenceEquals(expected, found) && !expected.Equals(found))
            {
                path.Throw($"child {i} is {found}; the type says {expected}.");
            }
        }

        if (array.Type is DictionaryType type && !type.Value.Equals(array.Dictionary!.Type))
        {
            path.Throw($"the dictionary holds {array.Dictionary.Type}; the type says {type.Value}.");
        }
    }

    private static void CheckSize(ArrowArray array, int index, BufferKind kind, long end, ArrayPath path)
    {
        ArrowBuffer? buffer = array.Buffers[index];
        long length = buffer?.Length ?? 0;
        if (buffer is not null && buffer.Pointer == null && length > 0)
        {
            path.Throw($"the {Name(kind)} buffer has {length} bytes but no address.");
        }

        if (kind == BufferKind.Validity && buffer is null)
        {
            return;
        }

        long needed = Needed(array, kind, end, length);
        if (length < needed)
        {
            path.Throw($"the {Name(kind)} buffer has {length} bytes; {end} rows of {array.Type} need {needed}.");
        }
    }

    private static long Needed(ArrowArray array, BufferKind kind, long end, long length)
    {
        switch (kind)
        {
            case BufferKind.Validity:
                return Bitmap.ByteCount(end);
            case BufferKind.Data:
                return array.Type.Id == ArrowTypeId.Boolean ? Bitmap.ByteCount(end) : end * array.Type.ByteWidth;
            case BufferKind.Offsets32 or BufferKind.Offsets64:
                // An array without rows may leave even the first offset out.
                return end == 0 && length == 0 ? 0 : (end + 1) * (kind == BufferKind.Offsets32 ? sizeof(int) : sizeof(long));
            case BufferKind.TypeIds:
                return end;
            case BufferKind.UnionOffsets:
                return end * sizeof(int);
            default:
                return 0;
        }
    }

    private static void CheckChildLengths(ArrowArray array, ArrayPath path)
    {
        switch (array.Type)
        {
            case StructType or UnionType { IsDense: false }:
                foreach (ArrowArray child in array.Children)
                {
                    if (child.Length != array.Length)
                    {
                        path.Throw($"a child has {child.Length} rows; the parent has {array.Length}.");
                    }
                }

                break;
            case FixedSizeListType type:
                long items = ((long)array.Offset + array.Length) * type.Size;
                if (array.Children[0].Length < items)
                {
                    path.Throw($"the child has {array.Children[0].Length} rows; {items} are needed.");
                }

                break;
        }
    }

    private static void CheckLastOffset(ArrowArray array, ArrayPath path)
    {
        BufferKind kind = array.Type.Layout.Buffers is { Length: > 1 } kinds ? kinds[1] : default;
        if (kind is not (BufferKind.Offsets32 or BufferKind.Offsets64))
        {
            return;
        }

        if (array.Buffers[1] is not { Length: > 0 })
        {
            return;
        }

        long first = OffsetsCheck.At(array, kind, 0), last = OffsetsCheck.At(array, kind, array.Length);
        bool isList = array.Children.Length > 0;
        long most = isList ? array.Children[0].Length : array.Buffers[2]?.Length ?? 0;
        if (first < 0 || last < first || last > most)
        {
            path.Throw($"offsets from {first} to {last} do not lie within {most} {(isList ? "child rows" : "bytes")}.");
        }
    }

    private static string Name(BufferKind kind) => kind switch
    {
        BufferKind.Validity => "validity",
        BufferKind.Data => "data",
        BufferKind.TypeIds => "type id",
        BufferKind.Bytes => "bytes",
        _ => "offsets",
    };
}
