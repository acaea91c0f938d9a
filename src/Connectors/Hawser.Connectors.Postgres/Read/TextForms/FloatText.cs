using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>real and double precision: the fewest digits that give the number back, without exponent from 10^-4 up to the digits that the type surely has.</summary>
/// <remarks>Source: PostgreSQL documentation, "Floating-Point Types"; src/common/d2s.c and f2s.c for where the exponent begins.</remarks>
internal sealed class FloatText : ITextForm
{
    private const int LeastPlainExponent = -4;
    private const int SingleDigits = 6;
    private const int DoubleDigits = 15;

    public static FloatText Instance { get; } = new();

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        switch (value.Length)
        {
            case sizeof(float):
                float single = BinaryPrimitives.ReadSingleBigEndian(value);
                WriteShortest(single, single.ToString("R", CultureInfo.InvariantCulture), SingleDigits, output);
                break;
            case sizeof(double):
                double number = BinaryPrimitives.ReadDoubleBigEndian(value);
                WriteShortest(number, number.ToString("R", CultureInfo.InvariantCulture), DoubleDigits, output);
                break;
            default:
                WireValue.Throw("a floating-point type", $"has {value.Length} bytes");
                break;
        }
    }

    /// <summary>Writes a double as the geometric types do.</summary>
    public static void Write(double number, IBufferWriter<byte> output) =>
        WriteShortest(number, number.ToString("R", CultureInfo.InvariantCulture), DoubleDigits, output);

    private static void WriteShortest(double number, string shortest, int plainDigits, IBufferWriter<byte> output)
    {
        if (!double.IsFinite(number))
        {
            output.Write(double.IsNaN(number) ? "NaN"u8 : number > 0 ? "Infinity"u8 : "-Infinity"u8);
            return;
        }

        if (shortest[0] == '-')
        {
            output.Write('-');
            shortest = shortest[1..];
        }

        (string digits, int exponent) = Split(shortest);
        if (exponent < LeastPlainExponent || exponent >= plainDigits)
        {
            WriteScientific(digits, exponent, output);
        }
        else
        {
            WritePlain(digits, exponent, output);
        }
    }

    // The digits without point and without zeros at either end, and the power of ten of the first.
    private static (string Digits, int Exponent) Split(string shortest)
    {
        int e = shortest.IndexOf('E', StringComparison.Ordinal);
        int exponent = e < 0 ? 0 : int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? shortest : shortest[..e];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        exponent += (point < 0 ? mantissa.Length : point) - 1;
        int zeros = digits.Length - digits.TrimStart('0').Length;
        digits = digits.Trim('0');
        return digits.Length == 0 ? ("0", 0) : (digits, exponent - zeros);
    }

    private static void WriteScientific(string digits, int exponent, IBufferWriter<byte> output)
    {
        output.Write(digits[0]);
        if (digits.Length > 1)
        {
            output.Write('.');
            WriteDigits(digits.AsSpan(1), output);
        }

        output.Write('e');
        output.Write(exponent < 0 ? '-' : '+');
        output.WritePadded((ulong)Math.Abs(exponent), 2);
    }

    private static void WritePlain(string digits, int exponent, IBufferWriter<byte> output)
    {
        if (exponent < 0)
        {
            WriteDigits("0." + new string('0', -exponent - 1) + digits, output);
        }
        else if (digits.Length <= exponent + 1)
        {
            WriteDigits(digits.PadRight(exponent + 1, '0'), output);
        }
        else
        {
            WriteDigits(digits.Insert(exponent + 1, "."), output);
        }
    }

    private static void WriteDigits(ReadOnlySpan<char> digits, IBufferWriter<byte> output)
    {
        foreach (char digit in digits)
        {
            output.Write(digit);
        }
    }
}
