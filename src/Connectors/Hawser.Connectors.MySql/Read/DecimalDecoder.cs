using System.Runtime.CompilerServices;
using Hawser.Arrow;
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
    public override void AppendText(ReadOnlySpan<byte> value)
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

    /// <summary>The error for a number that a decimal type cannot hold.</summary>
    internal static CellMisfitException Misfit(ReadOnlySpan<byte> value, ArrowType type) => new($"the number {BytesText.Quote(value)} does not fit {type}");

    // As the server writes a column's values: with just as many digits behind the point as the column has.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryReadFew(ReadOnlySpan<byte> value, out long unscaled)
    {
        unscaled = 0;
        int start = value is [(byte)'-', ..] ? 1 : 0;
        int point = _scale == 0 ? -1 : value.Length - _scale - 1;
        int digits = 0;
        for (int i = start; i < value.Length; i++)
        {
            if (i == point)
            {
                if (value[i] != '.')
                {
                    return false;
                }

                continue;
            }

            uint digit = (uint)value[i] - '0';
            if (digit > 9 || ++digits > FewDigits)
            {
                return false;
            }

            unscaled = (unscaled * 10) + digit;
        }

        bool fits = digits > 0 && unscaled < _limit && (_scale == 0 || point >= start);
        unscaled = start > 0 ? -unscaled : unscaled;
        return fits;
    }
}
