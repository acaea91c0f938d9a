namespace Hawser.Connectors.MySql.Session.Authentication;

/// <summary>A point of the curve of Ed25519 in extended coordinates: x = X/Z, y = Y/Z, xy = T/Z.</summary>
/// <remarks>Source: RFC 8032 sections 5.1 and 5.1.4.</remarks>
internal readonly struct CurvePoint
{
    private const int Bits = 256;

    // 2d, where d = −121665/121666.
    private static readonly FieldElement TwiceD = FieldElement.Decode(Convert.FromHexString("59f1b226949bd6eb56b183829a14e00030d1f3eef2808e19e7fcdf56dcd90624"));

    private static readonly CurvePoint Base = FromAffine(
        FieldElement.Decode(Convert.FromHexString("1ad5258f602d56c9b2a7259560c72c695cdcd6fd31e2a4c0fe536ecdd3366921")),
        FieldElement.Decode(Convert.FromHexString("5866666666666666666666666666666666666666666666666666666666666666")));

    private readonly FieldElement _x;
    private readonly FieldElement _y;
    private readonly FieldElement _z;
    private readonly FieldElement _t;

    private CurvePoint(FieldElement x, FieldElement y, FieldElement z, FieldElement t) => (_x, _y, _z, _t) = (x, y, z, t);

    /// <summary>The base point times a number of 32 bytes, the lowest first. As many steps for every number.</summary>
    public static CurvePoint MultiplyBase(ReadOnlySpan<byte> scalar)
    {
        var sum = new CurvePoint(FieldElement.Zero, FieldElement.One, FieldElement.One, FieldElement.Zero);
        for (int i = Bits - 1; i >= 0; i--)
        {
            sum = Add(sum, sum);
            CurvePoint more = Add(sum, Base);
            int bit = (scalar[i >> 3] >> (i & 7)) & 1;
            sum = new CurvePoint(
                FieldElement.Choose(sum._x, more._x, bit), FieldElement.Choose(sum._y, more._y, bit), FieldElement.Choose(sum._z, more._z, bit), FieldElement.Choose(sum._t, more._t, bit));
        }

        return sum;
    }

    /// <summary>The point in 32 bytes: y, with the lowest bit of x as its highest.</summary>
    public byte[] Encode()
    {
        FieldElement inverse = _z.Invert();
        byte[] y = (_y * inverse).Encode();
        y[31] |= (byte)((_x * inverse).Encode()[0] << 7);
        return y;
    }

    private static CurvePoint FromAffine(FieldElement x, FieldElement y) => new(x, y, FieldElement.One, x * y);

    // The formulas hold for every pair of points, equal ones too.
    private static CurvePoint Add(CurvePoint p, CurvePoint q)
    {
        FieldElement a = (p._y - p._x) * (q._y - q._x);
        FieldElement b = (p._y + p._x) * (q._y + q._x);
        FieldElement c = p._t * TwiceD * q._t;
        FieldElement d = (p._z + p._z) * q._z;
        FieldElement e = b - a, f = d - c, g = d + c, h = b + a;
        return new CurvePoint(e * f, g * h, f * g, e * h);
    }
}
