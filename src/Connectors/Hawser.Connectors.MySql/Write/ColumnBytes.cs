using System.Runtime.CompilerServices;
using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Where the bytes of a text or binary column's rows lie.</summary>
internal unsafe struct ColumnBytes
{
    private int* _offsets;
    private long* _largeOffsets;
    private byte* _bytes;
    private int _width;

    public ColumnBytes(ArrowArray column)
    {
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

    /// <summary>A row's bytes.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.ResourceExhausted"/>: there are more than 1 GiB of them, which no server takes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ReadOnlySpan<byte> Of(int row) => _offsets != null
        ? new ReadOnlySpan<byte>(_bytes + _offsets[row], _offsets[row + 1] - _offsets[row])
        : _largeOffsets != null
            ? new ReadOnlySpan<byte>(_bytes + _largeOffsets[row], LengthOf(_largeOffsets[row + 1] - _largeOffsets[row]))
            : new ReadOnlySpan<byte>(_bytes + ((long)row * _width), _width);

    /// <summary>All bytes from the first row to the last; empty when they are more than fit one span.</summary>
    public readonly ReadOnlySpan<byte> All(int rows)
    {
        if (rows == 0 || _width > 0)
        {
            return default;
        }

        long first = _offsets != null ? _offsets[0] : _largeOffsets[0], end = _offsets != null ? _offsets[rows] : _largeOffsets[rows];
        return end - first > int.MaxValue ? default : new ReadOnlySpan<byte>(_bytes + first, (int)(end - first));
    }

    private static int LengthOf(long length)
    {
        const long Most = 1L << 30;
        return length <= Most ? (int)length : throw new ConnectorException(ConnectorStatus.ResourceExhausted, MySqlErrors.Connector, $"a value of {length} bytes is longer than the gigabyte that a server takes.");
    }
}
