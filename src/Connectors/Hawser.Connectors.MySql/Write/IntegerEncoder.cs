using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Integers of any width that fit the column's.</summary>
/// <param name="least">The least value that the column takes.</param>
/// <param name="most">The greatest.</param>
internal sealed unsafe class IntegerEncoder<T>(Int128 least, Int128 most) : FieldEncoder
    where T : unmanaged, IBinaryInteger<T>
{
    private const int MostDigits = 20;

    private readonly bool _isChecked = Int128.CreateChecked(MinOf()) < least || Int128.CreateChecked(MaxOf()) > most;
    private readonly long _least = (long)Int128.Max(least, long.MinValue);
    private readonly ulong _most = (ulong)most;
    private T* _values;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TryWrite(int row, LoadOutput output)
    {
        T value = _values[row];
        if (_isChecked && !Fits(value))
        {
            return RefuseOutside();
        }

        byte* at = output.Reserve(MostDigits);
        if (typeof(T) == typeof(ulong))
        {
            ulong.CreateTruncating(value).TryFormat(new Span<byte>(at, MostDigits), out int digits, default, CultureInfo.InvariantCulture);
            output.Advance(digits);
        }
        else
        {
            long.CreateTruncating(value).TryFormat(new Span<byte>(at, MostDigits), out int digits, default, CultureInfo.InvariantCulture);
            output.Advance(digits);
        }

        return true;
    }

    /// <inheritdoc/>
    public override BoundType? Bound => typeof(T) == typeof(ulong) ? BoundType.UInt64 : BoundType.Int64;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TryBind(int row, LoadOutput output)
    {
        T value = _values[row];
        if (_isChecked && !Fits(value))
        {
            return RefuseOutside();
        }

        output.Int64(long.CreateTruncating(value));
        return true;
    }

    protected override void BeginCore() => _values = (T*)Column.DataPointer + Column.Offset;

    private static T MinOf() => T.IsNegative(T.Zero - T.One) ? T.RotateLeft(T.One, (sizeof(T) * 8) - 1) : T.Zero;

    private static T MaxOf() => ~MinOf();

    private bool RefuseOutside() => Refuse(string.Create(CultureInfo.InvariantCulture, $"lies outside {least} to {most}"));

    private bool Fits(T value) => T.IsNegative(value) ? long.CreateTruncating(value) >= _least : ulong.CreateTruncating(value) <= _most;
}
