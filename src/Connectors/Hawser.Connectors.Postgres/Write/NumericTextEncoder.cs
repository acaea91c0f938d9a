using System.Buffers.Text;
using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>numeric of its digits as text, exactly, with NaN and ±Infinity.</summary>
internal sealed unsafe class NumericTextEncoder(NumericLimits limits) : CopyEncoder
{
    private const int HeaderBytes = 8;
    private const int MostDigitsInFront = 131_072;
    private const short NotANumber = unchecked((short)0xC000);
    private const short PositiveInfinity = unchecked((short)0xD000);
    private const short NegativeInfinity = unchecked((short)0xF000);

    private ColumnBytes _bytes;

    protected override void BeginCore() => _bytes = new ColumnBytes(Column);

    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        byte* start = _bytes.Of(row, out long length);
        if (length > TextRules.MostBytes)
        {
            return Refuse(TextRules.TooLong);
        }

        var text = new ReadOnlySpan<byte>(start, (int)length);
        bool isNegative = text.StartsWith("-"u8);
        ReadOnlySpan<byte> magnitude = isNegative || text.StartsWith("+"u8) ? text[1..] : text;
        if (SpecialSign(magnitude, isNegative) is { } sign)
        {
            WriteHeader(output.Reserve(sizeof(int) + HeaderBytes), 0, 0, sign, 0);
            output.Advance(sizeof(int) + HeaderBytes);
            return true;
        }

        return TrySplit(magnitude, out ReadOnlySpan<byte> whole, out ReadOnlySpan<byte> fraction, out int exponent)
            ? TryWriteDigits(whole, fraction, exponent, isNegative, output)
            : Refuse("is no number");
    }

    private static short? SpecialSign(ReadOnlySpan<byte> text, bool isNegative) => text switch
    {
        _ when text.SequenceEqual("NaN"u8) && !isNegative => NotANumber,
        _ when text.SequenceEqual("Infinity"u8) => isNegative ? NegativeInfinity : PositiveInfinity,
        _ => null,
    };

    private static bool TrySplit(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> whole, out ReadOnlySpan<byte> fraction, out int exponent)
    {
        exponent = 0;
        int e = text.IndexOfAny((byte)'e', (byte)'E');
        ReadOnlySpan<byte> digits = e < 0 ? text : text[..e];
        int point = digits.IndexOf((byte)'.');
        whole = point < 0 ? digits : digits[..point];
        fraction = point < 0 ? default : digits[(point + 1)..];
        if (e >= 0)
        {
            ReadOnlySpan<byte> number = text[(e + 1)..];
            number = number.StartsWith("+"u8) ? number[1..] : number;
            if (!Utf8Parser.TryParse(number, out exponent, out int used) || used != number.Length)
            {
                return false;
            }
        }

        return whole.Length + fraction.Length > 0 && !whole.ContainsAnyExceptInRange((byte)'0', (byte)'9') && !fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private bool TryWriteDigits(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, int exponent, bool isNegative, CopyOutput output)
    {
        // Positions are powers of ten: the first digit that counts, and the last.
        int digits = whole.Length + fraction.Length;
        int first = 0, last = digits - 1;
        while (first < digits && Digit(first, whole, fraction) == 0)
        {
            first++;
        }

        while (last > first && Digit(last, whole, fraction) == 0)
        {
            last--;
        }

        long scale = Math.Max((long)fraction.Length - exponent, 0);
        long top = (long)whole.Length - 1 - first + exponent, bottom = (long)whole.Length - 1 - last + exponent;
        bool isZero = first == digits;
        if (scale > NumericLimits.MostScale || (!isZero && top >= MostDigitsInFront))
        {
            return Refuse("has more digits than PostgreSQL keeps");
        }

        if (!isZero && limits.Scale is { } most && bottom < -most)
        {
            return Refuse(NumericLimits.TooFine);
        }

        int weight = (int)(top >> 2), count = isZero ? 0 : weight - (int)(bottom >> 2) + 1;
        int length = HeaderBytes + (count * sizeof(short));
        byte* at = output.Reserve(sizeof(int) + length);
        WriteHeader(at, count, isZero ? 0 : weight, isNegative && !isZero ? (short)NumericLimits.Negative : (short)0, (int)scale);
        byte* groups = at + sizeof(int) + HeaderBytes;
        int digit = first;
        for (int i = 0; i < count; i++)
        {
            int group = 0;
            for (long position = ((long)(weight - i) << 2) + 3; position >= (long)(weight - i) << 2; position--)
            {
                bool isThere = position <= top && position >= bottom;
                group = (group * 10) + (isThere ? Digit(digit++, whole, fraction) : 0);
            }

            CopyOutput.Put(groups + (i * sizeof(short)), (short)group);
        }

        output.Advance(sizeof(int) + length);
        return true;
    }

    private static void WriteHeader(byte* at, int count, int weight, short sign, int scale)
    {
        CopyOutput.Put(at, HeaderBytes + (count * sizeof(short)));
        CopyOutput.Put(at + 4, (short)count);
        CopyOutput.Put(at + 6, (short)weight);
        CopyOutput.Put(at + 8, sign);
        CopyOutput.Put(at + 10, (short)scale);
    }

    private static int Digit(int index, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction) =>
        (index < whole.Length ? whole[index] : fraction[index - whole.Length]) - '0';
}
