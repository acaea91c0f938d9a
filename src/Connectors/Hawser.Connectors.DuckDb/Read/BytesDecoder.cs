using System.Runtime.CompilerServices;
using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>VARCHAR, BLOB and GEOMETRY: bytes as they are. DuckDB's text is valid UTF-8.</summary>
internal sealed unsafe class BytesDecoder(ArrowType type, ArrowAllocator allocator) : VectorDecoder(type, allocator)
{
    /// <summary>Inlined text is copied as a whole 12 bytes, so that much room is kept behind the last value.</summary>
    private const int Slack = 16;

    private readonly BufferBuilder _offsets = new(allocator);
    private readonly BufferBuilder _bytes = new(allocator);

    public override long ByteCount => _offsets.Length + _bytes.Length;

    public override long Measure(nint vector, int start, int count)
    {
        var source = (NativeString*)ChunkApi.duckdb_vector_get_data(vector) + start;
        var mask = (byte*)ChunkApi.duckdb_vector_get_validity(vector);
        return mask is null ? Sum(source, count) : SumValid(source, mask, start, count);
    }

    public override void Append(nint vector, int start, int count)
    {
        var source = (NativeString*)ChunkApi.duckdb_vector_get_data(vector) + start;
        var mask = AppendValidity(vector, start, count);
        var total = mask is null ? Sum(source, count) : SumValid(source, mask, start, count);
        if (_bytes.Length + total > int.MaxValue)
        {
            throw new CellMisfitException(start, $"one batch would hold {_bytes.Length + total} bytes of this column; {Type} holds at most {int.MaxValue}");
        }

        var offsets = ReserveOffsets(count);
        var first = _bytes.Reserve(total + Slack);
        var end = mask is null
            ? Copy(source, count, first, offsets, (int)_bytes.Length)
            : CopyValid(source, mask, start, count, first, offsets, (int)_bytes.Length);
        _bytes.Advance(end - first);
    }

    public override ArrowArray Finish()
    {
        if (_offsets.Length == 0)
        {
            _offsets.Append(0);
        }

        int length = Length, nulls = Validity.NullCount;
        var validity = Validity.Finish();
        return new ArrowArray(Type, length, nulls, [validity, _offsets.Finish(), _bytes.Finish()]);
    }

    protected override void Free()
    {
        _offsets.Dispose();
        _bytes.Dispose();
    }

    private static long Sum(NativeString* source, int count)
    {
        long total = 0;
        for (var i = 0; i < count; i++)
        {
            total += source[i].Length;
        }

        return total;
    }

    private static long SumValid(NativeString* source, byte* mask, int start, int count)
    {
        long total = 0;
        for (var i = 0; i < count; i++)
        {
            total += Bitmap.Get(mask, start + i) ? source[i].Length : 0;
        }

        return total;
    }

    private static byte* Copy(NativeString* source, int count, byte* target, int* offsets, int position)
    {
        for (var i = 0; i < count; i++)
        {
            target = CopyOne(source + i, target);
            position += (int)source[i].Length;
            offsets[i] = position;
        }

        return target;
    }

    private static byte* CopyValid(NativeString* source, byte* mask, int start, int count, byte* target, int* offsets, int position)
    {
        for (var i = 0; i < count; i++)
        {
            if (Bitmap.Get(mask, start + i))
            {
                target = CopyOne(source + i, target);
                position += (int)source[i].Length;
            }

            offsets[i] = position;
        }

        return target;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* CopyOne(NativeString* text, byte* target)
    {
        var length = text->Length;
        if (length <= NativeString.InlineBytes)
        {
            Unsafe.WriteUnaligned(target, text->Prefix);
            Unsafe.WriteUnaligned(target + 4, (ulong)text->Pointer);
        }
        else
        {
            Buffer.MemoryCopy(text->Pointer, target, length, length);
        }

        return target + length;
    }

    private int* ReserveOffsets(int count)
    {
        if (_offsets.Length == 0)
        {
            _offsets.Append(0);
        }

        var room = (int*)_offsets.Reserve((long)count * sizeof(int));
        _offsets.Advance((long)count * sizeof(int));
        return room;
    }
}
