using System.Runtime.CompilerServices;
using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Write;

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly byte* Of(int row, out long length)
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
}
