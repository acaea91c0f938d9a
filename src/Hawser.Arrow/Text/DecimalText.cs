using System.Buffers;
using System.Globalization;

namespace Hawser.Arrow;

/// <summary>Decimals as plain text at their scale, <c>-12.50</c>, and back; exact, without exponent, for every scale.</summary>
public static class DecimalText
{
    private const ulong TenTo19 = 10_000_000_000_000_000_000;

    /// <summary>The most digits of a 256-bit integer.</summary>
    private const int MostDigits = 78;

    /// <summary>Writes an unscaled 128-bit value at a scale.</summary>
    public static void Write(Int128 unscaled, int scale, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        Span<byte> digits = stackalloc byte[MostDigits];
        UInt128 magnitude = Int128.IsNegative(unscaled) ? unchecked((UInt128)0 - (UInt128)unscaled) : (UInt128)unscaled;
        magnitude.TryFormat(digits, out int count, default, CultureInfo.InvariantCulture);
        Place(Int128.IsNegative(unscaled), digits[..count], scale, output);
    }

    /// <summary>Writes an unscaled 256-bit value at a scale.</summary>
    public static void Write(Int256 unscaled, int scale, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (unscaled.TryToInt128(out Int128 narrow))
        {
            Write(narrow, scale, output);
            return;
        }

        Span<byte> digits = stackalloc byte[MostDigits];
        int count = WriteMagnitude(unscaled, digits);
        Place(Int128.IsNegative(unscaled.Upper), digits[..count], scale, output);
    }

    /// <summary>Reads a decimal such as <c>-12.5</c> or <c>1.25e3</c> as an unscaled value. False when the text is no number, needs a finer scale or has too many digits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="precision">How many digits the value may have; at most 38.</param>
    /// <param name="scale">How many of them stand behind the point.</param>
    /// <param name="unscaled">The value times 10^scale.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, int precision, int scale, out Int128 unscaled)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(precision, DecimalType.MaxPrecision128);
        unscaled = 0;
        if (!TryParse(text, precision, scale, out Int256 wide) || !wide.TryToInt128(out unscaled))
        {
            return false;
        }

        return true;
    }

    /// <summary>Reads a decimal as an unscaled 256-bit value. False when the text is no number, needs a finer scale or has too many digits.</summary>
    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, int, int, out Int128)"/>
    public static bool TryParse(ReadOnlySpan<byte> text, int precision, int scale, out Int256 unscaled)
    {
        unscaled = default;
        var digits = new DecimalDigits(stackalloc byte[MostDigits]);
        if (!digits.TryRead(text) || !digits.TryRescale(precision, scale))
        {
            return false;
        }

        unscaled = digits.ToInt256();
        return true;
    }

    // The lowest 19 digits are the remainder of a long division by 10^19, and so on.
    private static int WriteMagnitude(Int256 value, Span<byte> digits)
    {
        Span<ulong> words = [(ulong)value.Lower, (ulong)(value.Lower >> 64), (ulong)(UInt128)value.Upper, (ulong)((UInt128)value.Upper >> 64)];
        if (Int128.IsNegative(value.Upper))
        {
            Negate(words);
        }

        Span<ulong> groups = stackalloc ulong[5];
        int count = 0;
        for (; words.ContainsAnyExcept(0UL); count++)
        {
            groups[count] = DivideBy10To19(words);
        }

        var writer = new AsciiWriter(digits);
        writer.Number(groups[count - 1]);
        for (int i = count - 2; i >= 0; i--)
        {
            writer.Padded(groups[i], 19);
        }

        return writer.Length;
    }

    private static ulong DivideBy10To19(Span<ulong> words)
    {
        ulong remainder = 0;
        for (int i = words.Length - 1; i >= 0; i--)
        {
            var part = new UInt128(remainder, words[i]);
            words[i] = (ulong)(part / TenTo19);
            remainder = (ulong)(part % TenTo19);
        }

        return remainder;
    }

    private static void Negate(Span<ulong> words)
    {
        bool carry = true;
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = ~words[i] + (carry ? 1UL : 0UL);
            carry = carry && words[i] == 0;
        }
    }

    private static void Place(bool negative, ReadOnlySpan<byte> digits, int scale, IBufferWriter<byte> output)
    {
        if (negative)
        {
            output.Write("-"u8);
        }

        if (scale <= 0)
        {
            output.Write(digits);
            Zeros(digits is [(byte)'0'] ? 0 : -(long)scale, output);
            return;
        }

        int whole = digits.Length - scale;
        output.Write(whole > 0 ? digits[..whole] : "0"u8);
        output.Write("."u8);
        Zeros(whole < 0 ? -(long)whole : 0, output);
        output.Write(whole > 0 ? digits[whole..] : digits);
    }

    private static void Zeros(long count, IBufferWriter<byte> output)
    {
        while (count > 0)
        {
            int part = (int)Math.Min(count, 64);
            output.GetSpan(part)[..part].Fill((byte)'0');
            output.Advance(part);
            count -= part;
        }
    }
}
