namespace Hawser.Arrow.Ipc;

/// <summary>Lists the buffers of an array, or of a run of its rows, in the order of the format. Only what the rows use is written, with offsets that begin at 0.</summary>
/// <remarks>Source: Arrow Columnar Format, "Recursively flattened" order of fields and buffers.</remarks>
internal static unsafe class ArrayPlanner
{
    public static void Add(BodyPlan plan, ArrowArray array) => Add(plan, array, 0, array.Length);

    /// <summary>Adds rows <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> - 1.</summary>
    private static void Add(BodyPlan plan, ArrowArray array, int start, int count)
    {
        int nulls = CountNulls(array, start, count);
        plan.AddNode(count, nulls);
        ReadOnlySpan<BufferKind> kinds = array.Type.Layout.Buffers;
        if (kinds.Length > 0 && kinds[0] == BufferKind.Validity)
        {
            AddValidity(plan, array, start, count, nulls);
        }

        long first = (long)array.Offset + start;
        switch (array.Type.Id)
        {
            case ArrowTypeId.Null:
                break;
            case ArrowTypeId.Boolean:
                AddBits(plan, array.DataPointer, first, count);
                break;
            case ArrowTypeId.Utf8 or ArrowTypeId.Binary:
                (long from, long to) = AddOffsets<int>(plan, array, first, count);
                plan.AddPart(array.BytesPointer + from, to - from);
                break;
            case ArrowTypeId.LargeUtf8 or ArrowTypeId.LargeBinary:
                (from, to) = AddOffsets<long>(plan, array, first, count);
                plan.AddPart(array.BytesPointer + from, to - from);
                break;
            case ArrowTypeId.List or ArrowTypeId.Map:
                (from, to) = AddOffsets<int>(plan, array, first, count);
                Add(plan, array.Children[0], (int)from, (int)(to - from));
                break;
            case ArrowTypeId.FixedSizeList:
                Add(plan, array.Children[0], array.ListStart(start), array.ListStart(start + count) - array.ListStart(start));
                break;
            case ArrowTypeId.Struct:
                AddChildren(plan, array, start, count);
                break;
            case ArrowTypeId.SparseUnion:
                plan.AddPart(array.DataPointer + first, count);
                AddChildren(plan, array, start, count);
                break;
            case ArrowTypeId.DenseUnion:
                AddDenseUnion(plan, array, first, count);
                break;
            default:
                plan.AddPart(array.DataPointer + (first * array.Type.ByteWidth), (long)count * array.Type.ByteWidth);
                break;
        }
    }

    private static int CountNulls(ArrowArray array, int start, int count)
    {
        if (array.Type.Id == ArrowTypeId.Null)
        {
            return count;
        }

        return array.NullCount == 0 || count == array.Length
            ? array.NullCount
            : count - (int)Bitmap.CountSet(array.ValidityPointer, (long)array.Offset + start, count);
    }

    private static void AddValidity(BodyPlan plan, ArrowArray array, int start, int count, int nulls)
    {
        if (nulls == 0)
        {
            plan.AddPart(null, 0);
        }
        else
        {
            AddBits(plan, array.ValidityPointer, (long)array.Offset + start, count);
        }
    }

    private static void AddBits(BodyPlan plan, byte* bits, long first, int count)
    {
        long bytes = Bitmap.ByteCount(count);
        if ((first & 7) == 0)
        {
            plan.AddPart(bits + (first >> 3), bytes);
            return;
        }

        byte* copy = plan.AddCopy(bytes);
        if (bytes > 0)
        {
            copy[bytes - 1] = 0;
            Bitmap.Copy(bits, first, copy, 0, count);
        }
    }

    /// <summary>Adds count + 1 offsets that begin at 0 and returns what the first and last were.</summary>
    private static (long From, long To) AddOffsets<T>(BodyPlan plan, ArrowArray array, long first, int count)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        T* offsets = (T*)array.DataPointer + first;
        if (count == 0)
        {
            *(T*)plan.AddCopy(sizeof(T)) = T.Zero;
            return (0, 0);
        }

        T from = offsets[0];
        long bytes = (count + 1L) * sizeof(T);
        if (T.IsZero(from))
        {
            plan.AddPart((byte*)offsets, bytes);
        }
        else
        {
            T* moved = (T*)plan.AddCopy(bytes);
            for (long i = 0; i <= count; i++)
            {
                moved[i] = offsets[i] - from;
            }
        }

        return (long.CreateTruncating(from), long.CreateTruncating(offsets[count]));
    }

    private static void AddChildren(BodyPlan plan, ArrowArray array, int start, int count)
    {
        foreach (ArrowArray child in array.Children)
        {
            Add(plan, child, start, count);
        }
    }

    // The rows of a slice use some run of each child; only that run is written.
    private static void AddDenseUnion(BodyPlan plan, ArrowArray array, long first, int count)
    {
        var union = (UnionType)array.Type;
        var typeIds = new ReadOnlySpan<sbyte>(array.DataPointer + first, count);
        var offsets = new ReadOnlySpan<int>((int*)array.BytesPointer + first, count);
        Span<int> starts = stackalloc int[128];
        Span<int> ends = stackalloc int[128];
        starts.Fill(int.MaxValue);
        ends.Clear();
        for (int i = 0; i < count; i++)
        {
            int id = typeIds[i] & 127;
            starts[id] = Math.Min(starts[id], offsets[i]);
            ends[id] = Math.Max(ends[id], offsets[i] + 1);
        }

        plan.AddPart(array.DataPointer + first, count);
        int* moved = (int*)plan.AddCopy((long)count * sizeof(int));
        for (int i = 0; i < count; i++)
        {
            moved[i] = offsets[i] - starts[typeIds[i] & 127];
        }

        for (int i = 0; i < union.TypeIds.Count; i++)
        {
            int id = union.TypeIds[i];
            int start = ends[id] == 0 ? 0 : starts[id];
            Add(plan, array.Children[i], start, ends[id] - start);
        }
    }
}
