using System.Runtime.CompilerServices;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>decimal of up to 38 digits, which comes as text in both kinds of rows.</summary>
internal sealed class DecimalDecoder(FixedWidthBuilder<Int128> builder) : TextualDecoder(builder)
{
    // So many digits fit a long for sure.
    private const int FewDigits = 18;

    private readonly FixedWidthBuilder<Int128> _builder = builder;
    private readonly int _precision = ((DecimalType)builder.Type).Precision;
    private readonly int _scale = ((DecimalType)builder.Type).Scale;
    private readonly long _limit = (long)Math.Pow(10, Math.Min(((DecimalType)builder.Type).Precision, FewDigits));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AppendBinary(ref PacketCursor row) => Append(row.Text());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AppendText(ReadOnlySpan<byte> value) => Append(value);

    /// <summary>The error for a number that a decimal type cannot hold.</summary>
    internal static CellMisfitException Misfit(ReadOnlySpan<byte> value, ArrowType type) => new($"the number {BytesText.Quote(value)} does not fit {type}");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(ReadOnlySpan<byte> value)
    {
        if (_precision <= FewDigits && TryReadFew(value, out long few))
        {
            _builder.Append(few);
            return;
        }

        if (!DecimalText.TryParse(value, _precision, _scale, out Int128 unscaled))
        {
            throw Misfit(value, Builder.Type);
        }

        _builder.Append(unscaled);
    }

    // As the server writes a column's values: with just as many digits behind the point as the column has.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadFew(ReadOnlySpan<byte> value, out long unscaled)
    {
        unscaled = 0;
        int start = value is [(byte)'-', ..] ? 1 : 0;
        int whole = _scale == 0 ? value.Length : value.Length - _scale - 1;
        if (whole < start || value.Length - start is 0 or > FewDigits || (_scale > 0 && value[whole] != '.'))
        {
            return false;
        }

        bool isNumber = TryAddDigits(value[start..whole], ref unscaled) && (_scale == 0 || TryAddDigits(value[(whole + 1)..], ref unscaled));
        bool fits = isNumber && unscaled < _limit;
        unscaled = start > 0 ? -unscaled : unscaled;
        return fits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryAddDigits(ReadOnlySpan<byte> text, ref long number)
    {
        long sum = number;
        foreach (byte character in text)
        {
            uint digit = (uint)character - '0';
            if (digit > 9)
            {
                return false;
            }

            sum = (sum * 10) + digit;
        }

        number = sum;
        return true;
    }
}
