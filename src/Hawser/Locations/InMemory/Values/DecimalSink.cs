using System.Globalization;
using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>Decimals, rescaled exactly or not at all.</summary>
internal sealed class DecimalSink(FixedWidthBuilder<Int128> builder, DecimalType type) : ValueSink<decimal>(builder)
{
    private static readonly Int128[] Powers = MakePowers();

    private readonly Int128 _limit = type.Precision < Powers.Length ? Powers[type.Precision] : Int128.MaxValue;

    public override void Append(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var unscaled = (Int128)new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        var digits = type.Scale - value.Scale;
        if (digits < 0)
        {
            (unscaled, var rest) = Int128.DivRem(unscaled, Powers[-digits]);
            ThrowIf(rest != 0, value);
        }
        else
        {
            ThrowIf(unscaled != 0 && (digits >= Powers.Length || unscaled > Int128.MaxValue / Powers[digits]), value);
            unscaled = unscaled == 0 ? 0 : unscaled * Powers[digits];
        }

        ThrowIf(unscaled >= _limit, value);
        builder.Append(bits[3] < 0 ? -unscaled : unscaled);
    }

    private static Int128[] MakePowers()
    {
        var powers = new Int128[DecimalType.MaxPrecision128 + 1];
        powers[0] = 1;
        for (var digits = 1; digits < powers.Length; digits++)
        {
            powers[digits] = powers[digits - 1] * 10;
        }

        return powers;
    }

    private void ThrowIf(bool misfit, decimal value)
    {
        if (misfit)
        {
            throw new ValueMisfitException(string.Create(CultureInfo.InvariantCulture, $"the value {value} does not fit {type}"));
        }
    }
}
