using System.Numerics;

namespace Hawser.Arrow;

/// <summary>Decimals have no more digits than their precision says.</summary>
internal static class DecimalCheck
{
    public static void Run(ArrowArray array, ArrayPath path)
    {
        var type = (DecimalType)array.Type;
        if (type.Id == ArrowTypeId.Decimal128)
        {
            Check128(array, type, path);
        }
        else
        {
            Check256(array, type, path);
        }
    }

    private static void Check128(ArrowArray array, DecimalType type, ArrayPath path)
    {
        Int128 limit = 1;
        for (int i = 0; i < type.Precision; i++)
        {
            limit *= 10;
        }

        ReadOnlySpan<Int128> values = array.Values<Int128>();
        for (int row = 0; row < values.Length; row++)
        {
            if ((values[row] >= limit || values[row] <= -limit) && !array.IsNull(row))
            {
                Throw(path, row, values[row].ToString(), type);
            }
        }
    }

    private static void Check256(ArrowArray array, DecimalType type, ArrayPath path)
    {
        var limit = (Int256)BigInteger.Pow(10, type.Precision);
        var lowest = (Int256)(-BigInteger.Pow(10, type.Precision));
        ReadOnlySpan<Int256> values = array.Values<Int256>();
        for (int row = 0; row < values.Length; row++)
        {
            if ((values[row] >= limit || values[row] <= lowest) && !array.IsNull(row))
            {
                Throw(path, row, values[row].ToString(), type);
            }
        }
    }

    private static void Throw(ArrayPath path, int row, string value, DecimalType type) =>
        path.Throw(row, $"the unscaled value {value} has more than {type.Precision} digits.");
}
