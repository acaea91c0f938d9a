using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Decimals with all their digits. More digits behind the point than the column has are refused unless they are zeros: the server would round, with a note at most.</summary>
/// <param name="type">The type of the values.</param>
/// <param name="scale">The digits behind the point that the column has.</param>
internal sealed unsafe class DecimalEncoder(DecimalType type, int scale) : FieldEncoder
{
    private const int MostDigits = 20;

    // What is longer is more than the server's own number holds on its way to the column.
    private const int MostBoundDigits = 38;
    private const int MostBoundScale = 30;

    private readonly ValueFormatter _formatter = new(type);
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly bool _isWide = type.Id == ArrowTypeId.Decimal256;
    private readonly int _surplus = Math.Max(type.Scale - scale, 0);
    private byte* _values;

    /// <inheritdoc/>
    public override BoundType? Bound => type.Precision <= MostBoundDigits && type.Scale is >= 0 and <= MostBoundScale ? BoundType.Decimal : null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TryWrite(int row, LoadOutput output)
    {
        Int128 value = 0;
        bool isNarrow = !_isWide ? true : ((Int256*)_values)[row].TryToInt128(out value);
        value = _isWide ? value : ((Int128*)_values)[row];
        return isNarrow && _surplus == 0 && type.Scale is >= 0 and < MostDigits && value >= long.MinValue && value <= long.MaxValue
            ? WriteShort((long)value, output)
            : WriteLong(row, output);
    }

    protected override void BeginCore() => _values = Column.DataPointer + ((long)Column.Offset * Column.Type.ByteWidth);

    private bool WriteShort(long value, LoadOutput output)
    {
        const int Room = MostDigits + 4;
        byte* digits = stackalloc byte[MostDigits];
        byte* at = output.Reserve(2 * Room);
        byte* start = at;
        if (value < 0)
        {
            *at++ = (byte)'-';
        }

        unchecked((ulong)(value < 0 ? -value : value)).TryFormat(new Span<byte>(digits, MostDigits), out int count, default, CultureInfo.InvariantCulture);
        int whole = count - type.Scale;
        if (whole <= 0)
        {
            *at++ = (byte)'0';
        }

        for (int i = 0; i < whole; i++)
        {
            *at++ = digits[i];
        }

        if (type.Scale > 0)
        {
            *at++ = (byte)'.';
            for (int i = whole; i < count; i++)
            {
                *at++ = i < 0 ? (byte)'0' : digits[i];
            }
        }

        output.Advance((int)(at - start));
        return true;
    }

    private bool WriteLong(int row, LoadOutput output)
    {
        _text.ResetWrittenCount();
        _formatter.Write(Column, row, _text);
        ReadOnlySpan<byte> text = _text.WrittenSpan;
        if (_surplus > 0)
        {
            ReadOnlySpan<byte> cut = text[^_surplus..];
            if (cut.ContainsAnyExcept((byte)'0'))
            {
                return Refuse($"has more than the {scale} digits behind the point that the column has");
            }

            text = text[..^_surplus].TrimEnd((byte)'.');
        }

        output.Bytes(text);
        return true;
    }
}
