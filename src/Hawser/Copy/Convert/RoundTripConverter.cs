using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>Between floats and decimals, by their shortest exact text: a value that does not come back the same is refused.</summary>
internal sealed class RoundTripConverter(ArrowType from, ArrowType to) : ColumnConverter
{
    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        using ArrowArray converted = Through(source, from, to, allocator);
        using ArrowArray back = Through(converted, to, from, allocator);
        for (int i = 0; i < source.Length; i++)
        {
            if (!source.IsNull(i) && !IsSame(source, back, i))
            {
                throw new MisfitException(i, $"{new ValueFormatter(from).Format(source, i)} does not come back the same from {to}");
            }
        }

        return converted.Retain();
    }

    private static ArrowArray Through(ArrowArray source, ArrowType from, ArrowType to, ArrowAllocator allocator)
    {
        using ArrowArray text = new TextEncoder(new Field("", from), ArrowType.Utf8).Convert(source, allocator);
        return new TextDecoder(new Field("", to)).Convert(text, allocator);
    }

    private static bool IsSame(ArrowArray left, ArrowArray right, int row) => left.Type.Id switch
    {
        ArrowTypeId.Float32 => BitConverter.SingleToInt32Bits(left.Values<float>()[row]) == BitConverter.SingleToInt32Bits(right.Values<float>()[row]),
        ArrowTypeId.Float64 => BitConverter.DoubleToInt64Bits(left.Values<double>()[row]) == BitConverter.DoubleToInt64Bits(right.Values<double>()[row]),
        ArrowTypeId.Decimal128 => left.Values<Int128>()[row] == right.Values<Int128>()[row],
        _ => left.Values<Int256>()[row] == right.Values<Int256>()[row],
    };
}
