using System.Numerics;

namespace Hawser.Arrow.Tests.Hashing;

/// <summary>The canonical hash once more, written from docs/reference/canonical-hash.md: value by value, with big integers, without a thought for speed.</summary>
internal static class ReferenceHash
{
    private static readonly BigInteger Two64 = BigInteger.One << 64;
    private static readonly ulong[] K = [.. Enumerable.Range(0, 8).Select(n => Word(n) | 1)];

    public static UInt128 Row(IReadOnlyList<ArrowArray> columns, int row) => Group(columns, Enumerable.Range(0, columns.Count), row, 18);

    public static UInt128 Key(IReadOnlyList<ArrowArray> columns, IReadOnlyList<int> key, int row) => Group(columns, key, row, 19);

    public static UInt128 ColumnTerm(IReadOnlyList<ArrowArray> columns, int column, IReadOnlyList<int> key, int row)
    {
        (ulong v0, ulong v1) = Value(columns[column], row, 2 + column);
        UInt128 k = Key(columns, key, row);
        return (UInt128)unchecked(v0 + (ulong)k) * unchecked(v1 + (ulong)(k >> 64));
    }

    private static UInt128 Group(IReadOnlyList<ArrowArray> columns, IEnumerable<int> which, int row, ulong kind)
    {
        ulong s0 = 0, s1 = 0;
        int count = 0;
        foreach (int c in which)
        {
            (ulong v0, ulong v1) = Value(columns[c], row, 2 + c);
            s0 = unchecked(s0 + v0);
            s1 = unchecked(s1 + v1);
            count++;
        }

        (ulong h0, ulong h1) = Mix(s0, s1, Tag(kind, count), 0);
        return new UInt128(h1, h0);
    }

    private static (ulong, ulong) Value(ArrowArray a, int row, int place)
    {
        if (a.Type is UnionType union)
        {
            int child = union.ChildIndexOf(a.UnionTypeId(row));
            (ulong v0, ulong v1) = Value(a.Children[child], a.UnionChildRow(row), 2 + child);
            return Mix(v0, v1, Tag(17, child), place);
        }

        if (a.IsNull(row))
        {
            return Mix(0, 0, 0, place);
        }

        switch (a.Type)
        {
            case DictionaryType:
                return Value(a.Dictionary!, (int)a.GetDictionaryIndex(row), place);
            case DecimalType t:
                return Decimal(t.Id == ArrowTypeId.Decimal128 ? a.Values<Int128>()[row] : a.Values<Int256>()[row], t.Scale, place);
            case StructType:
                return Struct(a, row, place);
            case ListType or FixedSizeListType or MapType:
                return List(a, row, place);
            case TimeType t:
                return Number(new BigInteger(t.Unit <= TimeUnit.Millisecond ? a.Values<int>()[row] : a.Values<long>()[row]) * TimeUnits.Nanoseconds(t.Unit), 9, place);
            case TimestampType t:
                return Number(new BigInteger(a.Values<long>()[row]) * TimeUnits.Nanoseconds(t.Unit), t.Zone is null ? 10UL : 11UL, place);
            case DurationType t:
                return Number(new BigInteger(a.Values<long>()[row]) * TimeUnits.Nanoseconds(t.Unit), 12, place);
            default:
                return Simple(a, row, place);
        }
    }

    private static (ulong, ulong) Simple(ArrowArray a, int row, int place)
    {
        switch (a.Type.Id)
        {
            case ArrowTypeId.Boolean: return Mix(a.GetBoolean(row) ? 1UL : 0UL, 0, Tag(1, 0), place);
            case ArrowTypeId.Int8: return Number(a.Values<sbyte>()[row], 2, place);
            case ArrowTypeId.Int16: return Number(a.Values<short>()[row], 2, place);
            case ArrowTypeId.Int32: return Number(a.Values<int>()[row], 2, place);
            case ArrowTypeId.Int64: return Number(a.Values<long>()[row], 2, place);
            case ArrowTypeId.UInt8: return Number(a.Values<byte>()[row], 2, place);
            case ArrowTypeId.UInt16: return Number(a.Values<ushort>()[row], 2, place);
            case ArrowTypeId.UInt32: return Number(a.Values<uint>()[row], 2, place);
            case ArrowTypeId.UInt64: return Number(a.Values<ulong>()[row], 2, place);
            case ArrowTypeId.Float32: return Float(a.Values<float>()[row], place);
            case ArrowTypeId.Float64: return Float(a.Values<double>()[row], place);
            case ArrowTypeId.Date32: return Number(a.Values<int>()[row], 8, place);
            case ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8: return Bytes(a.GetBytes(row).ToArray(), 6, place);
            case ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.FixedSizeBinary: return Bytes(a.GetBytes(row).ToArray(), 7, place);
            case ArrowTypeId.IntervalMonthDayNano:
                MonthDayNano i = a.Values<MonthDayNano>()[row];
                return Mix(((ulong)(uint)i.Days << 32) + (uint)i.Months, (ulong)i.Nanoseconds, Tag(13, 0), place);
            default: throw new InvalidOperationException(a.Type.ToString());
        }
    }

    private static (ulong, ulong) Float(double value, int place) =>
        Mix(double.IsNaN(value) ? 0x7FF8000000000000 : BitConverter.DoubleToUInt64Bits(value), 0, Tag(3, 0), place);

    private static (ulong, ulong) Number(BigInteger value, ulong kind, int place, long detail = 0)
    {
        BigInteger wrapped = ((value % (Two64 * Two64)) + (Two64 * Two64)) % (Two64 * Two64);
        return Mix((ulong)(wrapped % Two64), (ulong)(wrapped / Two64), Tag(kind, detail), place);
    }

    private static (ulong, ulong) Decimal(BigInteger unscaled, long scale, int place)
    {
        if (unscaled.IsZero)
        {
            return Number(0, 4, place);
        }

        while (unscaled % 10 == 0)
        {
            unscaled /= 10;
            scale--;
        }

        if (unscaled >= -(BigInteger.One << 127) && unscaled < BigInteger.One << 127)
        {
            return Number(unscaled, 4, place, scale);
        }

        BigInteger wrapped = unscaled.Sign < 0 ? unscaled + (BigInteger.One << 256) : unscaled;
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++, wrapped >>= 8)
        {
            bytes[i] = (byte)(wrapped & 255);
        }

        (ulong w0, ulong w1) = Words(bytes);
        return Mix(w0, w1, Tag(5, scale), place);
    }

    private static (ulong, ulong) Bytes(byte[] value, ulong kind, int place)
    {
        (ulong w0, ulong w1) = Words(value);
        return Mix(w0, w1, Tag(kind, value.Length), place);
    }

    private static (ulong, ulong) Words(byte[] value)
    {
        if (value.Length <= 16)
        {
            byte[] padded = new byte[16];
            value.CopyTo(padded, 0);
            return (BitConverter.ToUInt64(padded, 0), BitConverter.ToUInt64(padded, 8));
        }

        ulong h0 = K[6], h1 = K[7];
        IEnumerable<int> starts = Enumerable.Range(0, (value.Length - 1) / 16).Select(i => i * 16).Append(value.Length - 16);
        foreach (int at in starts)
        {
            ulong a = BitConverter.ToUInt64(value, at), b = BitConverter.ToUInt64(value, at + 8);
            (h0, h1) = (Fold(a ^ K[4], b ^ h0), Fold(a ^ h1, b ^ K[5]));
        }

        return (h0, h1);
    }

    private static (ulong, ulong) Struct(ArrowArray a, int row, int place)
    {
        ulong s0 = 0, s1 = 0;
        for (int i = 0; i < a.Children.Length; i++)
        {
            (ulong v0, ulong v1) = Value(a.Children[i], row, 2 + i);
            s0 = unchecked(s0 + v0);
            s1 = unchecked(s1 + v1);
        }

        return Mix(s0, s1, Tag(16, a.Children.Length), place);
    }

    private static (ulong, ulong) List(ArrowArray a, int row, int place)
    {
        ulong h0 = K[6], h1 = K[7];
        for (int i = 0; i < a.ListLength(row); i++)
        {
            (ulong e0, ulong e1) = Value(a.Children[0], a.ListStart(row) + i, 1);
            h0 = unchecked((((h0 << 29) | (h0 >> 35)) * K[4]) + e0);
            h1 = unchecked((((h1 << 31) | (h1 >> 33)) * K[5]) + e1);
        }

        return Mix(h0, h1, Tag(a.Type is MapType ? 15UL : 14UL, a.ListLength(row)), place);
    }

    private static ulong Tag(ulong kind, long detail) => unchecked(((ulong)detail * 256) + kind);

    private static (ulong, ulong) Mix(ulong w0, ulong w1, ulong tag, int place)
    {
        ulong x = w0 ^ Word(16 + (2 * place)), y = w1 ^ Word(17 + (2 * place));
        BigInteger product = (BigInteger)x * y;
        ulong p = x ^ (ulong)(product % Two64), q = y ^ (ulong)(product / Two64);
        return (Fold(p ^ unchecked(tag * K[2]), q ^ K[0]), Fold(unchecked(p + K[1]), unchecked(q + (tag * K[3]))));
    }

    private static ulong Fold(ulong x, ulong y)
    {
        BigInteger product = (BigInteger)x * y;
        return (ulong)(product % Two64) ^ (ulong)(product / Two64);
    }

    private static ulong Word(int n)
    {
        ulong z = unchecked(BitConverter.ToUInt64("hawser.1"u8) + ((ulong)(n + 1) * 0x9E3779B97F4A7C15));
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }
}
