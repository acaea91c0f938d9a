using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Hawser.Arrow;

/// <summary>
/// Where the bytes of a text, binary or fixed-width column's rows lie: looked up once per column, then asked for row by row without a check. Valid while the column is; whether a row is null
/// is not known here, and a null row has bytes too.
/// </summary>
public readonly unsafe struct ColumnBytes
{
    private readonly int* _offsets;
    private readonly long* _largeOffsets;
    private readonly byte* _bytes;
    private readonly int _width;

    /// <summary>Finds the bytes of a column of text, bytes, or values of a whole number of bytes.</summary>
    public ColumnBytes(ArrowArray column)
    {
        ArgumentNullException.ThrowIfNull(column);
        switch (column.Type.Id)
        {
            case ArrowTypeId.Utf8 or ArrowTypeId.Binary:
                _offsets = (int*)column.DataPointer + column.Offset;
                _bytes = column.BytesPointer;
                break;
            case ArrowTypeId.LargeUtf8 or ArrowTypeId.LargeBinary:
                _largeOffsets = (long*)column.DataPointer + column.Offset;
                _bytes = column.BytesPointer;
                break;
            default:
                _width = column.Type.ByteWidth;
                _bytes = column.DataPointer + ((long)column.Offset * _width);
                break;
        }
    }

    /// <summary>A row's bytes. The row is not checked.</summary>
    /// <param name="row">The row, from 0; a row that the column does not have gives bytes of others.</param>
    /// <param name="length">How many they are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Of(int row, out long length)
    {
        if (_offsets != null)
        {
            length = _offsets[row + 1] - _offsets[row];
            return _bytes + _offsets[row];
        }

        if (_largeOffsets != null)
        {
            length = _largeOffsets[row + 1] - _largeOffsets[row];
            return _bytes + _largeOffsets[row];
        }

        length = _width;
        return _bytes + ((long)row * _width);
    }

    /// <summary>The bytes of some rows, which lie one behind the other; none when they are more than fit one span.</summary>
    public ReadOnlySpan<byte> OfRows(int row, int count)
    {
        if (count == 0)
        {
            return default;
        }

        byte* start = Of(row, out _);
        long length = Of(row + count - 1, out long last) + last - start;
        return length > int.MaxValue ? default : new ReadOnlySpan<byte>(start, (int)length);
    }

    /// <summary>
    /// Whether each of some rows is valid UTF-8, found in one pass over all of them. When it is false the rows may still be, each by itself: bytes of null rows count here, and rows that have more
    /// than 2 GiB together are not looked at.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool IsUtf8(int row, int count)
    {
        ReadOnlySpan<byte> all = OfRows(row, count);
        if (all.IsEmpty)
        {
            return IsEmpty(row, count);
        }

        if (Ascii.IsValid(all))
        {
            return true;
        }

        if (!Utf8.IsValid(all))
        {
            return false;
        }

        // What is valid as a whole is valid in its rows when no row begins inside a character: with a byte of the form 10xxxxxx.
        byte* end = Of(row, out _) + all.Length;
        bool isSplit = false;
        for (int i = row; i < row + count; i++)
        {
            byte* first = Of(i, out _);
            isSplit |= first < end && (sbyte)*first < -64;
        }

        return !isSplit;
    }

    private bool IsEmpty(int row, int count) => count == 0 || Of(row + count - 1, out long last) + last == Of(row, out _);
}
