using System.Runtime.CompilerServices;

namespace Hawser.Arrow;

/// <summary>Grows a validity bitmap that takes memory only from the first null on: for whoever fills buffers without the typed builders. Not thread-safe.</summary>
/// <param name="allocator">Where the memory comes from.</param>
public sealed unsafe class ValidityBuilder(ArrowAllocator allocator) : IDisposable
{
    private readonly BufferBuilder _bits = new(allocator);
    private bool _hasBitmap;

    /// <summary>Rows so far.</summary>
    public int Length { get; private set; }

    /// <summary>Null rows so far.</summary>
    public int NullCount { get; private set; }

    /// <summary>Appends a row that is not null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendValid()
    {
        if (_hasBitmap)
        {
            AppendBit(true);
        }

        Length++;
    }

    /// <summary>Appends a null row.</summary>
    public void AppendNull()
    {
        EnsureBitmap();
        AppendBit(false);
        Length++;
        NullCount++;
    }

    /// <summary>Appends rows that are not null.</summary>
    public void AppendValid(int count)
    {
        if (_hasBitmap)
        {
            Room(count);
            Bitmap.Fill(_bits.Pointer, Length, count, true);
        }

        Length += count;
    }

    /// <summary>Appends null rows.</summary>
    public void AppendNulls(int count)
    {
        if (count == 0)
        {
            return;
        }

        EnsureBitmap();
        Room(count);
        Bitmap.Fill(_bits.Pointer, Length, count, false);
        Length += count;
        NullCount += count;
    }

    /// <summary>Appends rows by a bitmap that starts at bit <paramref name="offset"/>; a null pointer means that none is null.</summary>
    public void AppendBits(byte* bits, long offset, int count)
    {
        int nulls = bits == null ? 0 : count - (int)Bitmap.CountSet(bits, offset, count);
        if (nulls == 0)
        {
            AppendValid(count);
            return;
        }

        EnsureBitmap();
        Room(count);
        Bitmap.Copy(bits, offset, _bits.Pointer, Length, count);
        Length += count;
        NullCount += nulls;
    }

    /// <summary>Hands the bitmap over, or null when no row is null; the caller owns one reference. The builder is then empty.</summary>
    public ArrowBuffer? Finish()
    {
        ArrowBuffer? buffer = null;
        if (_hasBitmap)
        {
            // Bits behind the last row are zero, so that equal arrays have equal bytes.
            if ((Length & 7) != 0)
            {
                _bits.Pointer[Length >> 3] &= (byte)((1 << (Length & 7)) - 1);
            }

            buffer = _bits.Finish();
        }

        _hasBitmap = false;
        Length = 0;
        NullCount = 0;
        return buffer;
    }

    /// <inheritdoc/>
    public void Dispose() => _bits.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AppendBit(bool valid)
    {
        int bit = Length & 7;
        if (bit == 0)
        {
            _bits.Append((byte)(valid ? 1 : 0));
        }
        else if (valid)
        {
            _bits.Pointer[Length >> 3] |= (byte)(1 << bit);
        }
        else
        {
            _bits.Pointer[Length >> 3] &= (byte)~(1 << bit);
        }
    }

    private void EnsureBitmap()
    {
        if (!_hasBitmap)
        {
            _hasBitmap = true;
            long bytes = Bitmap.ByteCount(Length);
            _bits.Reserve(Math.Max(bytes, 1));
            _bits.Advance(bytes);
            Bitmap.Fill(_bits.Pointer, 0, bytes << 3, true);
        }
    }

    private void Room(int count)
    {
        long bytes = Bitmap.ByteCount((long)Length + count);
        _bits.Reserve(bytes - _bits.Length);
        _bits.Advance(bytes - _bits.Length);
    }
}
