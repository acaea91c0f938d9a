namespace Hawser.Arrow;

/// <summary>Reads digits and signs from UTF-8 text; every method says whether it found what it was asked for and stays where it is when not.</summary>
internal ref struct AsciiReader(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    public readonly bool AtEnd => _at == _text.Length;

    public readonly byte Peek => _at < _text.Length ? _text[_at] : (byte)0;

    public bool Take(byte value)
    {
        if (AtEnd || _text[_at] != value)
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>Between <paramref name="least"/> and <paramref name="most"/> digits; false when there are fewer or the number passes int64.</summary>
    public bool TakeDigits(int least, int most, out long value, out int count)
    {
        value = 0;
        count = 0;
        while (count < most && _at < _text.Length && char.IsAsciiDigit((char)_text[_at]))
        {
            int digit = _text[_at] - '0';
            if (value > (long.MaxValue - digit) / 10)
            {
                return false;
            }

            value = (value * 10) + digit;
            count++;
            _at++;
        }

        return count >= least;
    }

    /// <summary>A fraction after its point, as units of 10⁻ᵈⁱᵍⁱᵗˢ; digits beyond must be zeros.</summary>
    public bool TakeFraction(int digits, out long value)
    {
        value = 0;
        int count = 0;
        for (; _at < _text.Length && char.IsAsciiDigit((char)_text[_at]); _at++, count++)
        {
            int digit = _text[_at] - '0';
            if (count < digits)
            {
                value = (value * 10) + digit;
            }
            else if (digit != 0)
            {
                return false;
            }
        }

        for (int i = count; i < digits; i++)
        {
            value *= 10;
        }

        return count > 0;
    }
}
