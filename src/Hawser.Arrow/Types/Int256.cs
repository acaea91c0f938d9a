using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Hawser.Arrow;

/// <summary>A 256-bit two's complement integer as decimal256 stores it: 32 little-endian bytes. Arithmetic goes through <see cref="BigInteger"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Int256 : IEquatable<Int256>, IComparable<Int256>
{
    private readonly ulong _word0;
    private readonly ulong _word1;
    private readonly ulong _word2;
    private readonly ulong _word3;

    /// <summary>Makes the integer of its four 64-bit words, lowest first.</summary>
    public Int256(ulong word0, ulong word1, ulong word2, ulong word3)
    {
        _word0 = word0;
        _word1 = word1;
        _word2 = word2;
        _word3 = word3;
    }

    /// <summary>The lower 128 bits.</summary>
    public UInt128 Lower => new(_word1, _word0);

    /// <summary>The upper 128 bits, which carry the sign.</summary>
    public Int128 Upper => new(_word3, _word2);

    /// <summary>Sign-extends a 128-bit integer.</summary>
    public static implicit operator Int256(Int128 value)
    {
        ulong sign = Int128.IsNegative(value) ? ulong.MaxValue : 0;
        return new Int256((ulong)(UInt128)value, (ulong)((UInt128)value >> 64), sign, sign);
    }

    /// <summary>Widens to any size.</summary>
    public static implicit operator BigInteger(Int256 value) => ((BigInteger)value.Upper << 128) + value.Lower;

    /// <summary>Narrows a big integer; <see cref="OverflowException"/> when it does not fit.</summary>
    public static explicit operator Int256(BigInteger value)
    {
        var upper = (Int128)(value >> 128);
        var lower = (UInt128)(value & UInt128.MaxValue);
        return new Int256((ulong)lower, (ulong)(lower >> 64), (ulong)(UInt128)upper, (ulong)((UInt128)upper >> 64));
    }

    /// <summary>Whether the two are the same number.</summary>
    public static bool operator ==(Int256 left, Int256 right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(Int256 left, Int256 right) => !left.Equals(right);

    /// <summary>Whether left is less than right.</summary>
    public static bool operator <(Int256 left, Int256 right) => left.CompareTo(right) < 0;

    /// <summary>Whether left is greater than right.</summary>
    public static bool operator >(Int256 left, Int256 right) => left.CompareTo(right) > 0;

    /// <summary>Whether left is at most right.</summary>
    public static bool operator <=(Int256 left, Int256 right) => left.CompareTo(right) <= 0;

    /// <summary>Whether left is at least right.</summary>
    public static bool operator >=(Int256 left, Int256 right) => left.CompareTo(right) >= 0;

    /// <summary>Narrows when the value fits 128 bits.</summary>
    public bool TryToInt128(out Int128 value)
    {
        value = (Int128)Lower;
        return Upper == (Int128.IsNegative(value) ? Int128.NegativeOne : Int128.Zero);
    }

    /// <inheritdoc/>
    public int CompareTo(Int256 other)
    {
        int upper = Upper.CompareTo(other.Upper);
        return upper != 0 ? upper : Lower.CompareTo(other.Lower);
    }

    /// <inheritdoc/>
    public bool Equals(Int256 other) =>
        _word0 == other._word0 && _word1 == other._word1 && _word2 == other._word2 && _word3 == other._word3;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Int256 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_word0, _word1, _word2, _word3);

    /// <summary>The decimal digits.</summary>
    public override string ToString() => ((BigInteger)this).ToString(CultureInfo.InvariantCulture);
}
