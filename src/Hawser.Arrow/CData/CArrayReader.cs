namespace Hawser.Arrow.CData;

/// <summary>Makes arrays of C structs: counts checked, sizes reckoned from lengths and offsets, since C tells none.</summary>
internal sealed unsafe class CArrayReader(ImportedArray owner)
{
    public ArrowArray Read(CArrowArray* source, ArrowType type)
    {
        CheckCounts(source, type);
        int length = (int)source->Length, offset = (int)source->Offset;
        var made = new List<ArrowArray>(type.Children.Count + 1);
        ArrowBuffer?[] buffers = [];
        try
        {
            for (int i = 0; i < type.Children.Count; i++)
            {
                made.Add(ReadChild(source, i, type, offset, length));
            }

            ArrowArray[] children = [.. made];
            if (type is DictionaryType dictionary)
            {
                made.Add(Read(source->Dictionary, dictionary.Value));
            }

            buffers = ReadBuffers(source, type, (long)offset + length);
            return new ArrowArray(type, length, NullCount(source, type), buffers, children, type is DictionaryType ? made[^1] : null, offset);
        }
        catch (ArrowException)
        {
            made.ForEach(m => m.Dispose());
            throw;
        }
    }

    private static void CheckCounts(CArrowArray* source, ArrowType type)
    {
        if (source == null)
        {
            throw new ArrowException($"A C array of {type} is missing.");
        }

        if (source->Length < 0 || source->Offset < 0 || source->NullCount < -1)
        {
            throw new ArrowException($"A C array of {type} has length {source->Length}, offset {source->Offset} and null count {source->NullCount}.");
        }

        if (source->Length > int.MaxValue || source->Offset > int.MaxValue - 1 - source->Length)
        {
            throw new ArrowException($"A C array of {type} reaches to row {(UInt128)(ulong)source->Length + (ulong)source->Offset}; at most {int.MaxValue - 1} rows are supported. Ask the producer for smaller batches.");
        }

        int buffers = type.Layout.Buffers.Length;
        if (source->BufferCount != buffers || source->ChildCount != type.Children.Count || (source->Dictionary != null) != (type is DictionaryType)
            || (buffers > 0 && source->Buffers == null) || (source->ChildCount > 0 && source->Children == null))
        {
            throw new ArrowException($"A C array of {type} has {buffers} buffers and {type.Children.Count} children{(type is DictionaryType ? " and a dictionary" : "")}; {source->BufferCount} and {source->ChildCount}{(source->Dictionary != null ? " and a dictionary" : "")} were given.");
        }
    }

    private ArrowArray ReadChild(CArrowArray* source, int index, ArrowType type, int offset, int length)
    {
        ArrowArray child = Read(source->Children[index], type.Children[index].Type);
        if (type.Id is not (ArrowTypeId.Struct or ArrowTypeId.SparseUnion) || (offset == 0 && child.Length == length))
        {
            return child;
        }

        using (child)
        {
            return child.Length - offset >= length
                ? child.Slice(offset, length)
                : throw new ArrowException($"Child {index} of a C array of {type} has {child.Length} rows; its parent's offset {offset} and length {length} need more.");
        }
    }

    private ArrowBuffer?[] ReadBuffers(CArrowArray* source, ArrowType type, long end)
    {
        ReadOnlySpan<BufferKind> kinds = type.Layout.Buffers;
        var sizes = new long[kinds.Length];
        for (int i = 0; i < kinds.Length; i++)
        {
            sizes[i] = Size(source, type, kinds, i, end);
            if (sizes[i] > 0 && source->Buffers[i] == null && kinds[i] != BufferKind.Validity)
            {
                throw new ArrowException($"Buffer {i} of a C array of {type} has no address; {sizes[i]} bytes are needed.");
            }
        }

        // Only now, with nothing left that can fail, do buffers take their references.
        var buffers = new ArrowBuffer?[kinds.Length];
        for (int i = 0; i < kinds.Length; i++)
        {
            buffers[i] = source->Buffers[i] == null ? null : new ArrowBuffer(owner, (byte*)source->Buffers[i], sizes[i]);
        }

        return buffers;
    }

    private static long Size(CArrowArray* source, ArrowType type, ReadOnlySpan<BufferKind> kinds, int index, long end)
    {
        switch (kinds[index])
        {
            case BufferKind.Validity:
                return source->Buffers[index] != null || source->NullCount <= 0
                    ? Bitmap.ByteCount(end)
                    : throw new ArrowException($"A C array of {type} has {source->NullCount} nulls and no validity bitmap.");
            case BufferKind.Data:
                return type.Id == ArrowTypeId.Boolean ? Bitmap.ByteCount(end) : end * type.ByteWidth;
            case BufferKind.Offsets32:
                return end == 0 && source->Buffers[index] == null ? 0 : (end + 1) * sizeof(int);
            case BufferKind.Offsets64:
                return end == 0 && source->Buffers[index] == null ? 0 : (end + 1) * sizeof(long);
            case BufferKind.TypeIds:
                return end;
            case BufferKind.UnionOffsets:
                return end * sizeof(int);
            default:
                return LastOffset(source, type, kinds[index - 1], index - 1, end);
        }
    }

    private static long LastOffset(CArrowArray* source, ArrowType type, BufferKind kind, int index, long end)
    {
        void* offsets = source->Buffers[index];
        if (offsets == null)
        {
            return 0;
        }

        long last = kind == BufferKind.Offsets32 ? ((int*)offsets)[end] : ((long*)offsets)[end];
        return last >= 0 ? last : throw new ArrowException($"The last offset of a C array of {type} is {last}.");
    }

    // A union and the null type have no bitmap to count by, whatever the producer says.
    private static int NullCount(CArrowArray* source, ArrowType type) => type.Layout.HasValidity ? (int)Math.Min(source->NullCount, int.MaxValue) : 0;
}
