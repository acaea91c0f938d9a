using System.Runtime.CompilerServices;
using System.Text;

namespace Hawser.Arrow;

/// <content>The values of rows.</content>
public sealed unsafe partial class ArrowArray
{
    /// <summary>Whether a row is null. For a dictionary: by its index; for a union: whether the chosen child's value is null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNull(int row)
    {
        CheckRow(row);
        if (_validity != null)
        {
            return !Bitmap.Get(_validity, Offset + row);
        }

        return IsNullWithoutBitmap(row);
    }

    /// <summary>The values of a fixed-width type, one a row; null rows hold anything. Not for bool.</summary>
    /// <typeparam name="T">A type of exactly the width of the column's values.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged
    {
        if (Type.BitWidth != sizeof(T) * 8)
        {
            ThrowWidth(typeof(T).Name, sizeof(T) * 8);
        }

        return new ReadOnlySpan<T>((T*)_data + Offset, Length);
    }

    /// <summary>The value of a bool row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool GetBoolean(int row)
    {
        CheckRow(row);
        Check(Type.Id == ArrowTypeId.Boolean);
        return Bitmap.Get(_data, Offset + row);
    }

    /// <summary>The bytes of a text, binary or fixed-size binary row. Valid while the array is.</summary>
    public ReadOnlySpan<byte> GetBytes(int row)
    {
        CheckRow(row);
        switch (Type.Id)
        {
            case ArrowTypeId.Utf8 or ArrowTypeId.Binary:
                {
                    int* offsets = (int*)_data + Offset + row;
                    return new ReadOnlySpan<byte>(_bytes + offsets[0], offsets[1] - offsets[0]);
                }

            case ArrowTypeId.LargeUtf8 or ArrowTypeId.LargeBinary:
                {
                    long* offsets = (long*)_data + Offset + row;
                    return new ReadOnlySpan<byte>(_bytes + offsets[0], checked((int)(offsets[1] - offsets[0])));
                }

            default:
                Check(Type.Id == ArrowTypeId.FixedSizeBinary);
                return new ReadOnlySpan<byte>(_data + ((long)(Offset + row) * Type.ByteWidth), Type.ByteWidth);
        }
    }

    /// <summary>The text of a utf8 or large_utf8 row; invalid UTF-8 becomes U+FFFD.</summary>
    public string GetString(int row) => Encoding.UTF8.GetString(GetBytes(row));

    /// <summary>The index into <see cref="Dictionary"/> of a row that is not null.</summary>
    public long GetDictionaryIndex(int row)
    {
        CheckRow(row);
        long at = Offset + row;
        return ((DictionaryType)Type).Index.Id switch
        {
            ArrowTypeId.Int8 => ((sbyte*)_data)[at],
            ArrowTypeId.UInt8 => _data[at],
            ArrowTypeId.Int16 => ((short*)_data)[at],
            ArrowTypeId.UInt16 => ((ushort*)_data)[at],
            ArrowTypeId.Int32 => ((int*)_data)[at],
            ArrowTypeId.UInt32 => ((uint*)_data)[at],
            ArrowTypeId.Int64 => ((long*)_data)[at],
            _ => checked((long)((ulong*)_data)[at]),
        };
    }

    /// <summary>Where a row's items begin in child 0 of a list, map or fixed-size list. The row's items end where the next row's begin; ask with row = Length for the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ListStart(int row) => Type is FixedSizeListType fixedSize ? checked((Offset + row) * fixedSize.Size) : ((int*)_data)[Offset + row];

    /// <summary>How many items a row of a list, map or fixed-size list has.</summary>
    public int ListLength(int row) => ListStart(row + 1) - ListStart(row);

    /// <summary>The type id of a row of a union.</summary>
    public sbyte UnionTypeId(int row)
    {
        CheckRow(row);
        return ((sbyte*)_data)[Offset + row];
    }

    /// <summary>Which row of its child holds the value of a row of a union.</summary>
    public int UnionChildRow(int row)
    {
        CheckRow(row);
        return Type.Id == ArrowTypeId.DenseUnion ? ((int*)_bytes)[Offset + row] : row;
    }

    private bool IsNullWithoutBitmap(int row)
    {
        switch (Type.Id)
        {
            case ArrowTypeId.Null:
                return true;
            case ArrowTypeId.SparseUnion or ArrowTypeId.DenseUnion:
                int child = ((UnionType)Type).ChildIndexOf(UnionTypeId(row));
                return child < 0 || _children[child].IsNull(UnionChildRow(row));
            default:
                return false;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckRow(int row)
    {
        if ((uint)row >= (uint)Length)
        {
            ThrowRow(row);
        }
    }

    private void Check(bool allowed, [CallerMemberName] string member = "")
    {
        if (!allowed)
        {
            throw new InvalidOperationException($"{member} is not for a column of {Type}.");
        }
    }

    private void ThrowRow(int row) => throw new ArgumentOutOfRangeException(nameof(row), row, $"The array has {Length} rows.");

    private void ThrowWidth(string asked, int bits) => throw new InvalidOperationException($"Values of {Type} are {Type.BitWidth} bits wide; {asked} is {bits}.");
}
