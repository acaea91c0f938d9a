namespace Hawser.Arrow;

/// <summary>The significant digits of a number read from text, with its sign and power of ten.</summary>
internal ref struct DecimalDigits(Span<byte> room)
{
    private readonly Span<byte> _digits = room;
    private int _count;
    private long _exponent;
    private bool _negative;

    /// <summary>Reads <c>[sign] digits [. digits] [e exponent]</c>. False when the text is something else or has more significant digits than there is room.</summary>
    public bool TryRead(ReadOnlySpan<byte> text)
    {
        int at = 0;
        if (text is [(byte)'-' or (byte)'+', ..])
        {
            _negative = text[0] == '-';
            at = 1;
        }

        bool point = false, any = false;
        long pendingZeros = 0;
        for (; at < text.Length; at++)
        {
            byte c = text[at];
            if (c == '.' && !point)
            {
                point = true;
                continue;
            }

            if (!char.IsAsciiDigit((char)c))
            {
                break;
            }

            any = true;
            _exponent -= point ? 1 : 0;
            if (c == '0')
            {
                pendingZeros++;
                continue;
            }

            if (!Add(c, _count == 0 ? 0 : pendingZeros))
            {
                return false;
            }

            pendingZeros = 0;
        }

        _exponent += pendingZeros;
        return any && TryReadExponent(text[at..]);
    }

    /// <summary>Makes the digits an integer at a scale. False when digits behind the scale would be lost or there are too many.</summary>
    public bool TryRescale(int precision, int scale)
    {
        if (_count == 0)
        {
            return true;
        }

        long zeros = _exponent + scale;
        if (zeros < 0 || _count + zeros > precision || _count + zeros > _digits.Length)
        {
            return false;
        }

        _digits.Slice(_count, (int)zeros).Fill((byte)'0');
        _count += (int)zeros;
        return true;
    }

    public readonly Int256 ToInt256()
    {
        ulong w0 = 0, w1 = 0, w2 = 0, w3 = 0;
        for (int i = 0; i < _count; i++)
        {
            UInt128 part = ((UInt128)w0 * 10) + (ulong)(_digits[i] - '0');
            w0 = (ulong)part;
            part = ((UInt128)w1 * 10) + (ulong)(part >> 64);
            w1 = (ulong)part;
            part = ((UInt128)w2 * 10) + (ulong)(part >> 64);
            w2 = (ulong)part;
            w3 = (w3 * 10) + (ulong)(part >> 64);
        }

        return _negative ? Negate(w0, w1, w2, w3) : new Int256(w0, w1, w2, w3);
    }

    private static Int256 Negate(ulong w0, ulong w1, ulong w2, ulong w3)
    {
        UInt128 lower = unchecked((UInt128)0 - new UInt128(w1, w0));
        UInt128 upper = ~new UInt128(w3, w2) + (lower == 0 ? UInt128.One : UInt128.Zero);
        return new Int256((ulong)lower, (ulong)(lower >> 64), (ulong)upper, (ulong)(upper >> 64));
    }

    private bool Add(byte digit, long zerosBefore)
    {
        if (_count + zerosBefore + 1 > _digits.Length)
        {
            return false;
        }

        _digits.Slice(_count, (int)zerosBefore).Fill((byte)'0');
        _count += (int)zerosBefore;
        _digits[_count++] = digit;
        return true;
    }

    private bool TryReadExponent(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
        {
            return true;
        }

        var reader = new AsciiReader(rest);
        if (!reader.Take((byte)'e') && !reader.Take((byte)'E'))
        {
            return false;
        }

        bool negative = reader.Take((byte)'-');
        if (!negative)
        {
            reader.Take((byte)'+');
        }

        if (!reader.TakeDigits(1, 9, out long exponent, out _) || !reader.AtEnd)
        {
            return false;
        }

        _exponent += negative ? -exponent : exponent;
        return true;
    }
}
