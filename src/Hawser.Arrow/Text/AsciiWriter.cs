using System.Globalization;

namespace Hawser.Arrow;

/// <summary>Writes digits and signs into a span that the caller made large enough.</summary>
internal ref struct AsciiWriter(Span<byte> to)
{
    private readonly Span<byte> _to = to;

    public int Length { get; private set; }

    public void Byte(byte value) => _to[Length++] = value;

    public void Number(ulong value)
    {
        value.TryFormat(_to[Length..], out int written, default, CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>At least <paramref name="width"/> digits, zeros in front.</summary>
    public void Padded(ulong value, int width)
    {
        Span<byte> digits = stackalloc byte[20];
        value.TryFormat(digits, out int written, default, CultureInfo.InvariantCulture);
        for (int i = written; i < width; i++)
        {
            Byte((byte)'0');
        }

        digits[..written].CopyTo(_to[Length..]);
        Length += written;
    }

    /// <summary>A fraction of this many digits behind a point, without the zeros at its end; nothing when it is zero.</summary>
    public void TrimmedFraction(ulong value, int digits)
    {
        if (value == 0)
        {
            return;
        }

        for (; value % 10 == 0; digits--)
        {
            value /= 10;
        }

        Byte((byte)'.');
        Padded(value, digits);
    }
}
