using System.Numerics;
using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>Between decimals of any width, precision and scale, and integers seen as decimals of scale 0: the same number or refused.</summary>
internal sealed unsafe class DecimalConverter : ColumnConverter
{
    private readonly ArrowType _to;
    private readonly BigInteger _multiply;
    private readonly BigInteger _divide;
    private readonly BigInteger _least;
    private readonly BigInteger _most;

    public DecimalConverter(ArrowType from, ArrowType to)
    {
        _to = to;
        int shift = ScaleOf(to) - ScaleOf(from);
        _multiply = BigInteger.Pow(10, Math.Max(shift, 0));
        _divide = BigInteger.Pow(10, Math.Max(-shift, 0));
        (_least, _most) = RangeOf(to);
    }

    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        ArrowBuffer values = allocator.AllocateZeroed((long)source.Length * _to.ByteWidth);
        for (int i = 0; i < source.Length; i++)
        {
            if (source.IsNull(i))
            {
                continue;
            }

            BigInteger from = Read(source, i);
            BigInteger value = BigInteger.DivRem(from * _multiply, _divide, out BigInteger rest);
            if (!rest.IsZero || value < _least || value > _most)
            {
                values.Release();
                throw new MisfitException(i, $"{from}{(ScaleOf(source.Type) == 0 ? "" : $"E-{ScaleOf(source.Type)}")} does not fit {_to}");
            }

            Write(values.Pointer + ((long)i * _to.ByteWidth), value);
        }

        return FixedWidth(_to, source, values, allocator);
    }

    private static int ScaleOf(ArrowType type) => type is DecimalType t ? t.Scale : 0;

    private static (BigInteger Least, BigInteger Most) RangeOf(ArrowType type)
    {
        if (type is DecimalType t)
        {
            BigInteger most = BigInteger.Pow(10, t.Precision) - 1;
            return (-most, most);
        }

        bool signed = type.Id is ArrowTypeId.Int8 or ArrowTypeId.Int16 or ArrowTypeId.Int32 or ArrowTypeId.Int64;
        return signed
            ? (-(BigInteger.One << (type.BitWidth - 1)), (BigInteger.One << (type.BitWidth - 1)) - 1)
            : (BigInteger.Zero, (BigInteger.One << type.BitWidth) - 1);
    }

    private static BigInteger Read(ArrowArray source, int row) => source.Type.Id switch
    {
        ArrowTypeId.Decimal128 => source.Values<Int128>()[row],
        ArrowTypeId.Decimal256 => source.Values<Int256>()[row],
        ArrowTypeId.Int8 => source.Values<sbyte>()[row],
        ArrowTypeId.Int16 => source.Values<short>()[row],
        ArrowTypeId.Int32 => source.Values<int>()[row],
        ArrowTypeId.Int64 => source.Values<long>()[row],
        ArrowTypeId.UInt8 => source.Values<byte>()[row],
        ArrowTypeId.UInt16 => source.Values<ushort>()[row],
        ArrowTypeId.UInt32 => source.Values<uint>()[row],
        _ => source.Values<ulong>()[row],
    };

    private void Write(byte* at, BigInteger value)
    {
        switch (_to.Id)
        {
            case ArrowTypeId.Decimal128: *(Int128*)at = (Int128)value; break;
            case ArrowTypeId.Decimal256: *(Int256*)at = (Int256)value; break;
            default:
                ulong low = (ulong)(value & ulong.MaxValue);
                Buffer.MemoryCopy(&low, at, _to.ByteWidth, _to.ByteWidth);
                break;
        }
    }
}
