using System.Numerics;
using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>Finds the <see cref="NumberConverter{TFrom,TTo}"/> of a pair of types.</summary>
internal static class NumberConverters
{
    public static ColumnConverter Create(ArrowType from, ArrowType to) => from.Id switch
    {
        ArrowTypeId.Int8 => From<sbyte>(to),
        ArrowTypeId.Int16 => From<short>(to),
        ArrowTypeId.Int32 => From<int>(to),
        ArrowTypeId.Int64 => From<long>(to),
        ArrowTypeId.UInt8 => From<byte>(to),
        ArrowTypeId.UInt16 => From<ushort>(to),
        ArrowTypeId.UInt32 => From<uint>(to),
        ArrowTypeId.UInt64 => From<ulong>(to),
        ArrowTypeId.Float32 => From<float>(to),
        ArrowTypeId.Float64 => From<double>(to),
        _ => throw new ArgumentOutOfRangeException(nameof(from), from, "Not an integer or float."),
    };

    private static ColumnConverter From<TFrom>(ArrowType to)
        where TFrom : unmanaged, INumber<TFrom> => to.Id switch
        {
            ArrowTypeId.Int8 => new NumberConverter<TFrom, sbyte>(to),
            ArrowTypeId.Int16 => new NumberConverter<TFrom, short>(to),
            ArrowTypeId.Int32 => new NumberConverter<TFrom, int>(to),
            ArrowTypeId.Int64 => new NumberConverter<TFrom, long>(to),
            ArrowTypeId.UInt8 => new NumberConverter<TFrom, byte>(to),
            ArrowTypeId.UInt16 => new NumberConverter<TFrom, ushort>(to),
            ArrowTypeId.UInt32 => new NumberConverter<TFrom, uint>(to),
            ArrowTypeId.UInt64 => new NumberConverter<TFrom, ulong>(to),
            ArrowTypeId.Float32 => new NumberConverter<TFrom, float>(to),
            ArrowTypeId.Float64 => new NumberConverter<TFrom, double>(to),
            _ => throw new ArgumentOutOfRangeException(nameof(to), to, "Not an integer or float."),
        };
}
