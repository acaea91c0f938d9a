using System.Globalization;

namespace Hawser.Connectors.Sqlite.Text;

/// <summary>
/// A decimal of up to 15 digits held as a REAL. Every decimal of 15 significant digits survives the way to a double and back
/// (IEEE 754-2019, section 5.12.2), so a REAL stands for the decimal that it is nearest to, if there is one at the wanted scale.
/// </summary>
internal static class DecimalReal
{
    /// <summary>The most digits that a double holds whole.</summary>
    public const int MostDigits = 15;

    private const int MostExactPower = 22;

    /// <summary>Below this, scaling and rounding a double finds the right decimal; above it, the product's own error may be half a unit.</summary>
    private const double LargestScaled = 1e15;

    private static readonly double[] PowersOfTen = MakePowers();

    /// <summary>The decimal at <paramref name="scale"/> whose nearest double is <paramref name="value"/>; false when there is none.</summary>
    public static bool TryToDecimal(double value, int precision, int scale, out Int128 unscaled)
    {
        if (scale <= MostExactPower)
        {
            double scaled = Math.Round(value * PowersOfTen[scale]);
            if (Math.Abs(scaled) < LargestScaled)
            {
                unscaled = (long)scaled;
                bool isSame = scaled / PowersOfTen[scale] == value && !(value == 0 && double.IsNegative(value));
                return isSame && Int128.Abs(unscaled) < DecimalSpelling.PowerOfTen(precision);
            }
        }

        return TryFromShortestDigits(value, precision, scale, out unscaled);
    }

    /// <summary>The double that is nearest to a decimal of at most <see cref="MostDigits"/> digits.</summary>
    public static double FromDecimal(long unscaled, int scale) => unscaled / PowersOfTen[scale];

    private static bool TryFromShortestDigits(double value, int precision, int scale, out Int128 unscaled)
    {
        unscaled = 0;
        Span<byte> digits = stackalloc byte[512];
        if (!double.IsFinite(value) || !value.TryFormat(digits, out int length, "F" + scale, CultureInfo.InvariantCulture))
        {
            return false;
        }

        ReadOnlySpan<byte> text = digits[..length];
        return double.Parse(text, CultureInfo.InvariantCulture) == value && DecimalSpelling.TryParse(text, precision, scale, out unscaled);
    }

    private static double[] MakePowers()
    {
        double[] powers = new double[MostExactPower + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
