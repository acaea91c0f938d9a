using System.Buffers.Binary;

namespace Hawser.Connectors.MySql.Session.Authentication;

/// <summary>A number modulo 2^255 − 19 in five limbs of 51 bits. No operation's time depends on the number.</summary>
internal readonly struct FieldElement
{
    private const ulong Mask = (1UL << 51) - 1;

    // Twice the modulus, so that a difference is never negative.
    private const ulong TwiceLowest = 0xFFFFFFFFFFFDA;
    private const ulong TwiceOther = 0xFFFFFFFFFFFFE;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;
    private readonly ulong _e;

    private FieldElement(ulong a, ulong b, ulong c, ulong d, ulong e) => (_a, _b, _c, _d, _e) = (a, b, c, d, e);

    public static FieldElement Zero => default;

    public static FieldElement One => new(1, 0, 0, 0, 0);

    /// <summary>A number of 32 bytes, the lowest first; the highest bit is not looked at.</summary>
    public static FieldElement Decode(ReadOnlySpan<byte> bytes) => new(
        Word(bytes) & Mask,
        (Word(bytes[6..]) >> 3) & Mask,
        (Word(bytes[12..]) >> 6) & Mask,
        (Word(bytes[19..]) >> 1) & Mask,
        (Word(bytes[24..]) >> 12) & Mask);

    public static FieldElement operator +(FieldElement left, FieldElement right) =>
        Carry(left._a + right._a, left._b + right._b, left._c + right._c, left._d + right._d, left._e + right._e);

    public static FieldElement operator -(FieldElement left, FieldElement right) => Carry(
        left._a + TwiceLowest - right._a, left._b + TwiceOther - right._b, left._c + TwiceOther - right._c, left._d + TwiceOther - right._d, left._e + TwiceOther - right._e);

    public static FieldElement operator *(FieldElement x, FieldElement y)
    {
        ulong b19 = y._b * 19, c19 = y._c * 19, d19 = y._d * 19, e19 = y._e * 19;
        UInt128 a = Product(x._a, y._a) + Product(x._b, e19) + Product(x._c, d19) + Product(x._d, c19) + Product(x._e, b19);
        UInt128 b = Product(x._a, y._b) + Product(x._b, y._a) + Product(x._c, e19) + Product(x._d, d19) + Product(x._e, c19);
        UInt128 c = Product(x._a, y._c) + Product(x._b, y._b) + Product(x._c, y._a) + Product(x._d, e19) + Product(x._e, d19);
        UInt128 d = Product(x._a, y._d) + Product(x._b, y._c) + Product(x._c, y._b) + Product(x._d, y._a) + Product(x._e, e19);
        UInt128 e = Product(x._a, y._e) + Product(x._b, y._d) + Product(x._c, y._c) + Product(x._d, y._b) + Product(x._e, y._a);
        b += a >> 51;
        c += b >> 51;
        d += c >> 51;
        e += d >> 51;
        ulong lowest = ((ulong)a & Mask) + ((ulong)(e >> 51) * 19);
        return Carry(lowest, (ulong)b & Mask, (ulong)c & Mask, (ulong)d & Mask, (ulong)e & Mask);
    }

    /// <summary>One of two, chosen by a bit.</summary>
    public static FieldElement Choose(FieldElement ifZero, FieldElement ifOne, int bit)
    {
        ulong mask = 0 - (ulong)(uint)bit;
        return new FieldElement(
            ifZero._a ^ (mask & (ifZero._a ^ ifOne._a)),
            ifZero._b ^ (mask & (ifZero._b ^ ifOne._b)),
            ifZero._c ^ (mask & (ifZero._c ^ ifOne._c)),
            ifZero._d ^ (mask & (ifZero._d ^ ifOne._d)),
            ifZero._e ^ (mask & (ifZero._e ^ ifOne._e)));
    }

    /// <summary>The number by which this one gives 1: this one to the power of 2^255 − 21.</summary>
    public FieldElement Invert()
    {
        FieldElement power = One;
        for (int bit = 254; bit >= 0; bit--)
        {
            power *= power;
            // 2^255 − 21 has ones everywhere but in its bits 2 and 4.
            if (bit is not (2 or 4))
            {
                power *= this;
            }
        }

        return power;
    }

    /// <summary>The 32 bytes of the number below the modulus, the lowest first.</summary>
    public byte[] Encode()
    {
        FieldElement x = Carry(_a, _b, _c, _d, _e);
        ulong over = (x._a + 19) >> 51;
        over = (x._b + over) >> 51;
        over = (x._c + over) >> 51;
        over = (x._d + over) >> 51;
        over = (x._e + over) >> 51;
        ulong a = x._a + (19 * over);
        ulong b = x._b + (a >> 51);
        ulong c = x._c + (b >> 51);
        ulong d = x._d + (c >> 51);
        ulong e = (x._e + (d >> 51)) & Mask;
        (a, b, c, d) = (a & Mask, b & Mask, c & Mask, d & Mask);
        byte[] bytes = new byte[32];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, a | (b << 51));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), (b >> 13) | (c << 38));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), (c >> 26) | (d << 25));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), (d >> 39) | (e << 12));
        return bytes;
    }

    private static ulong Word(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static UInt128 Product(ulong left, ulong right) => (UInt128)left * right;

    private static FieldElement Carry(ulong a, ulong b, ulong c, ulong d, ulong e)
    {
        b += a >> 51;
        c += b >> 51;
        d += c >> 51;
        e += d >> 51;
        a = (a & Mask) + ((e >> 51) * 19);
        return new FieldElement(a & Mask, (b & Mask) + (a >> 51), c & Mask, d & Mask, e & Mask);
    }
}
