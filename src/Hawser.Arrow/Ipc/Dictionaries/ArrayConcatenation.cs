namespace Hawser.Arrow.Ipc;

/// <summary>Puts arrays of one type behind each other, as a dictionary that grows by parts needs it.</summary>
internal static unsafe class ArrayConcatenation
{
    /// <summary>A new array of all rows of the parts. The caller owns one reference; the parts stay whose they are.</summary>
    /// <exception cref="ArrowException">The whole is too large for its offsets, or a dictionary inside was replaced between two parts.</exception>
    public static ArrowArray Concatenate(IReadOnlyList<ArrowArray> parts, ArrowAllocator allocator)
    {
        ArrowType type = parts[0].Type;
        int length = Total(parts.Sum(p => (long)p.Length), type);
        using var whole = new ArrayParts(type);
        ReadOnlySpan<BufferKind> kinds = type.Layout.Buffers;
        for (int i = 0; i < kinds.Length; i++)
        {
            whole.Buffers[i] = Join(parts, kinds[i], length, allocator);
        }

        for (int i = 0; i < whole.Children.Length; i++)
        {
            whole.Children[i] = JoinChildren(parts, i, allocator);
        }

        whole.Dictionary = type is DictionaryType ? LongestDictionary(parts).Retain() : null;
        return whole.ToArray(length, type.Layout.HasValidity ? parts.Sum(p => p.NullCount) : 0);
    }

    private static ArrowBuffer? Join(IReadOnlyList<ArrowArray> parts, BufferKind kind, int length, ArrowAllocator allocator) => kind switch
    {
        BufferKind.Validity => JoinValidity(parts, length, allocator),
        BufferKind.Data when parts[0].Type.BitWidth == 1 => JoinBits(parts, length, allocator),
        BufferKind.Data => JoinFixed(parts, length, parts[0].Type.ByteWidth, allocator),
        BufferKind.TypeIds => JoinFixed(parts, length, sizeof(sbyte), allocator),
        BufferKind.Offsets32 => JoinOffsets<int>(parts, length, allocator),
        BufferKind.Offsets64 => JoinOffsets<long>(parts, length, allocator),
        BufferKind.UnionOffsets => JoinUnionOffsets(parts, length, allocator),
        _ => JoinBytes(parts, allocator),
    };

    private static ArrowBuffer? JoinValidity(IReadOnlyList<ArrowArray> parts, int length, ArrowAllocator allocator)
    {
        if (parts.All(p => p.NullCount == 0))
        {
            return null;
        }

        ArrowBuffer joined = allocator.AllocateZeroed(Bitmap.ByteCount(length));
        long at = 0;
        foreach (ArrowArray part in parts)
        {
            if (part.NullCount == 0)
            {
                Bitmap.Fill(joined.Pointer, at, part.Length, true);
            }
            else
            {
                Bitmap.Copy(part.ValidityPointer, part.Offset, joined.Pointer, at, part.Length);
            }

            at += part.Length;
        }

        return joined;
    }

    private static ArrowBuffer JoinBits(IReadOnlyList<ArrowArray> parts, int length, ArrowAllocator allocator)
    {
        ArrowBuffer joined = allocator.AllocateZeroed(Bitmap.ByteCount(length));
        long at = 0;
        foreach (ArrowArray part in parts)
        {
            Bitmap.Copy(part.DataPointer, part.Offset, joined.Pointer, at, part.Length);
            at += part.Length;
        }

        return joined;
    }

    private static ArrowBuffer JoinFixed(IReadOnlyList<ArrowArray> parts, int length, int width, ArrowAllocator allocator)
    {
        ArrowBuffer joined = allocator.Allocate((long)length * width);
        byte* to = joined.Pointer;
        foreach (ArrowArray part in parts)
        {
            long bytes = (long)part.Length * width;
            Buffer.MemoryCopy(part.DataPointer + ((long)part.Offset * width), to, bytes, bytes);
            to += bytes;
        }

        return joined;
    }

    private static ArrowBuffer JoinOffsets<T>(IReadOnlyList<ArrowArray> parts, int length, ArrowAllocator allocator)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        long total = parts.Sum(p => End<T>(p) - Start<T>(p));
        if (total > long.CreateSaturating(T.AllBitsSet >>> 1))
        {
            throw new ArrowException($"A dictionary of {parts[0].Type} grew past what its offsets can count: {total}.");
        }

        ArrowBuffer joined = allocator.Allocate((length + 1L) * sizeof(T));
        var to = (T*)joined.Pointer;
        T at = T.Zero;
        foreach (ArrowArray part in parts)
        {
            T* from = (T*)part.DataPointer + part.Offset;
            for (int i = 0; i < part.Length; i++)
            {
                *to++ = at + (from[i] - from[0]);
            }

            at += part.Length == 0 ? T.Zero : from[part.Length] - from[0];
        }

        *to = at;
        return joined;
    }

    private static ArrowBuffer JoinUnionOffsets(IReadOnlyList<ArrowArray> parts, int length, ArrowAllocator allocator)
    {
        var union = (UnionType)parts[0].Type;
        ArrowBuffer joined = allocator.Allocate((long)length * sizeof(int));
        var to = (int*)joined.Pointer;
        int[] before = new int[union.Children.Count];
        foreach (ArrowArray part in parts)
        {
            for (int row = 0; row < part.Length; row++)
            {
                *to++ = before[union.ChildIndexOf(part.UnionTypeId(row))] + part.UnionChildRow(row);
            }

            for (int i = 0; i < before.Length; i++)
            {
                before[i] = Total((long)before[i] + part.Children[i].Length, union);
            }
        }

        return joined;
    }

    private static ArrowBuffer JoinBytes(IReadOnlyList<ArrowArray> parts, ArrowAllocator allocator)
    {
        bool wide = parts[0].Type.Id is ArrowTypeId.LargeUtf8 or ArrowTypeId.LargeBinary;
        ArrowBuffer joined = allocator.Allocate(parts.Sum(p => wide ? End<long>(p) - Start<long>(p) : End<int>(p) - Start<int>(p)));
        byte* to = joined.Pointer;
        foreach (ArrowArray part in parts)
        {
            long from = wide ? Start<long>(part) : Start<int>(part);
            long bytes = (wide ? End<long>(part) : End<int>(part)) - from;
            Buffer.MemoryCopy(part.BytesPointer + from, to, bytes, bytes);
            to += bytes;
        }

        return joined;
    }

    private static ArrowArray JoinChildren(IReadOnlyList<ArrowArray> parts, int child, ArrowAllocator allocator)
    {
        var children = new List<ArrowArray>();
        try
        {
            foreach (ArrowArray part in parts)
            {
                ArrowArray whole = part.Children[child];
                (int start, int end) = part.Type.Id is ArrowTypeId.List or ArrowTypeId.Map or ArrowTypeId.FixedSizeList
                    ? (part.Length == 0 ? 0 : part.ListStart(0), part.Length == 0 ? 0 : part.ListStart(part.Length))
                    : (0, whole.Length);
                children.Add(whole.Slice(start, end - start));
            }

            return Concatenate(children, allocator);
        }
        finally
        {
            children.ForEach(c => c.Dispose());
        }
    }

    // Each part knows its inner dictionary as it was when the part arrived; it may have grown since, and then the longest serves all.
    private static ArrowArray LongestDictionary(IReadOnlyList<ArrowArray> parts)
    {
        ArrowArray longest = parts.MaxBy(p => p.Dictionary!.Length)!.Dictionary!;
        foreach (ArrowArray part in parts)
        {
            if (part.NullCount < part.Length && !ArrayPrefix.Begins(longest, part.Dictionary!))
            {
                throw new ArrowException($"A dictionary of {part.Type} grew by a part although the dictionary inside was replaced before; it must be sent anew.");
            }
        }

        return longest;
    }

    private static long Start<T>(ArrowArray array)
        where T : unmanaged, System.Numerics.IBinaryInteger<T> => array.Length == 0 ? 0 : long.CreateTruncating(((T*)array.DataPointer)[array.Offset]);

    private static long End<T>(ArrowArray array)
        where T : unmanaged, System.Numerics.IBinaryInteger<T> => array.Length == 0 ? 0 : long.CreateTruncating(((T*)array.DataPointer)[array.Offset + array.Length]);

    private static int Total(long length, ArrowType type) => length <= int.MaxValue
        ? (int)length
        : throw new ArrowException($"A dictionary of {type} grew to {length} values; at most {int.MaxValue} can be read.");
}
