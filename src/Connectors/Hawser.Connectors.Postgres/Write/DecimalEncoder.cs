using System.Runtime.CompilerServices;
using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>numeric of decimals.</summary>
internal sealed unsafe class DecimalEncoder(DecimalType type, NumericLimits limits) : CopyEncoder
{
    private readonly int _surplus = limits.Scale is { } scale ? Math.Max(type.Scale - scale, 0) : 0;
    private readonly bool _isWide = type.Id == ArrowTypeId.Decimal256;
    private readonly FourGroups _short = new(type.Scale);
    private byte* _values;

    protected override void BeginCore() => _values = Column.DataPointer + ((long)Column.Offset * Column.Type.ByteWidth);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        if (_surplus == 0 && !_isWide)
        {
            long* words = (long*)(_values + ((long)row * sizeof(Int128)));
            bool isShort = words[1] == words[0] >> 63;
            if (isShort && _short.TryWrite(words[0], output))
            {
                return true;
            }
        }

        Int128 narrow = 0;
        bool isNarrow = !_isWide || ((Int256*)_values)[row].TryToInt128(out narrow);
        return isNarrow ? TryWrite(_isWide ? narrow : ((Int128*)_values)[row], output) : TryWrite(((Int256*)_values)[row], output);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryWrite(Int128 value, CopyOutput output)
    {
        bool isNegative = Int128.IsNegative(value);
        UInt128 magnitude = isNegative ? unchecked((UInt128)0 - (UInt128)value) : (UInt128)value;
        if (_surplus > 0 && !EndsWithZeros([(ulong)magnitude, (ulong)(magnitude >> 64)]))
        {
            return Refuse(NumericLimits.TooFine);
        }

        NumericGroups groups = default;
        groups.Add(magnitude, type.Scale);
        groups.Write(output, isNegative, type.Scale);
        return true;
    }

    private bool TryWrite(Int256 value, CopyOutput output)
    {
        bool isNegative = Int128.IsNegative(value.Upper);
        UInt128 lower = value.Lower, upper = (UInt128)value.Upper;
        if (isNegative)
        {
            lower = unchecked((UInt128)0 - lower);
            upper = unchecked(~upper + (lower == 0 ? (UInt128)1 : 0));
        }

        Span<ulong> words = [(ulong)lower, (ulong)(lower >> 64), (ulong)upper, (ulong)(upper >> 64)];
        if (_surplus > 0 && !EndsWithZeros([.. words]))
        {
            return Refuse(NumericLimits.TooFine);
        }

        NumericGroups groups = default;
        groups.Add(words, type.Scale);
        groups.Write(output, isNegative, type.Scale);
        return true;
    }

    private bool EndsWithZeros(Span<ulong> words)
    {
        for (int i = 0; i < _surplus; i++)
        {
            if (NumericGroups.Divide(words, 10) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
