using System.Numerics;
using System.Text;

namespace Hawser.Arrow.Tests;

/// <summary>Fills a builder of any type with random rows: nulls, extremes and ordinary values.</summary>
internal sealed class RandomRows(Random random)
{
    private static readonly string[] Texts = ["", "a", "Ærøskøbing", "日本語", "🚢 hawser", "line\nbreak\t\"quoted\"", new string('x', 300), "\0nul", "ab", "abc"];

    public static ArrowArray Make(ArrowType type, int rows, int seed, ArrowAllocator? allocator = null, bool nullable = true)
    {
        using ArrayBuilder builder = ArrayBuilder.Create(type, allocator);
        var source = new RandomRows(new Random(seed));
        for (int i = 0; i < rows; i++)
        {
            source.Append(builder, nullable);
        }

        return builder.Finish();
    }

    public static RecordBatch MakeBatch(Schema schema, int rows, int seed, ArrowAllocator? allocator = null) =>
        new(schema, rows, schema.Fields.Select((f, i) => Make(f.Type, rows, seed + (i * 7919), allocator, f.IsNullable)).ToArray());

    public void Append(ArrayBuilder builder, bool nullable = true)
    {
        if (nullable && random.Next(5) == 0)
        {
            builder.AppendNull();
            return;
        }

        switch (builder)
        {
            case NullBuilder b: b.AppendNull(); break;
            case BooleanBuilder b: b.Append(random.Next(2) == 1); break;
            case FixedWidthBuilder<sbyte> b: b.Append((sbyte)Integer(-128, 127)); break;
            case FixedWidthBuilder<short> b: b.Append((short)Integer(short.MinValue, short.MaxValue)); break;
            case FixedWidthBuilder<int> b: b.Append(Int32(b.Type)); break;
            case FixedWidthBuilder<long> b: b.Append(Int64(b.Type)); break;
            case FixedWidthBuilder<byte> b: b.Append((byte)Integer(0, 255)); break;
            case FixedWidthBuilder<ushort> b: b.Append((ushort)Integer(0, ushort.MaxValue)); break;
            case FixedWidthBuilder<uint> b: b.Append((uint)Integer(0, uint.MaxValue)); break;
            case FixedWidthBuilder<ulong> b: b.Append(random.Next(4) == 0 ? ulong.MaxValue : (ulong)Integer(0, long.MaxValue)); break;
            case FixedWidthBuilder<float> b: b.Append((float)Float()); break;
            case FixedWidthBuilder<double> b: b.Append(Float()); break;
            case FixedWidthBuilder<Int128> b: b.Append((Int128)Decimal(b.Type)); break;
            case FixedWidthBuilder<Int256> b: b.Append((Int256)Decimal(b.Type)); break;
            case FixedWidthBuilder<MonthDayNano> b: b.Append(new MonthDayNano((int)Integer(int.MinValue, int.MaxValue), random.Next(-40, 40), Integer(long.MinValue, long.MaxValue))); break;
            case VarBinaryBuilder b: b.Append(Bytes(b.Type)); break;
            case FixedSizeBinaryBuilder b: b.Append(RandomBytes(b.Type.ByteWidth)); break;
            case DictionaryBuilder b: b.Append(Bytes(((DictionaryType)b.Type).Value)); break;
            case ListBuilder b: AppendList(b); break;
            case FixedSizeListBuilder b: AppendItems(b.Items, ((FixedSizeListType)b.Type).Size, b.Type.Children[0]); b.Append(); break;
            case StructBuilder b: AppendStruct(b); break;
            case UnionBuilder b: AppendUnion(b, nullable); break;
            default: throw new InvalidOperationException(builder.Type.ToString());
        }
    }

    private void AppendList(ListBuilder b)
    {
        AppendItems(b.Items, random.Next(5), b.Type.Children[0]);
        b.Append();
    }

    private void AppendItems(ArrayBuilder items, int count, Field field)
    {
        for (int i = 0; i < count; i++)
        {
            Append(items, field.IsNullable);
        }
    }

    private void AppendStruct(StructBuilder b)
    {
        for (int i = 0; i < b.Fields.Count; i++)
        {
            Append(b.Fields[i], b.Type.Children[i].IsNullable);
        }

        b.Append();
    }

    private void AppendUnion(UnionBuilder b, bool nullable)
    {
        int child = random.Next(b.Fields.Count);
        Append(b.Fields[child], nullable && b.Type.Children[child].IsNullable);
        b.Append(child);
    }

    private long Integer(long least, long most) => random.Next(6) switch
    {
        0 => least,
        1 => most,
        2 => Math.Clamp(0, least, most),
        _ => random.NextInt64(least, most == long.MaxValue ? most : most + 1),
    };

    private int Int32(ArrowType type) => type switch
    {
        TimeType t => random.Next(0, (int)(86_400 * TimeUnits.PerSecond(t.Unit)) + 1),
        { Id: ArrowTypeId.Date32 } => random.Next(3) == 0 ? (int)Integer(int.MinValue, int.MaxValue) : random.Next(-30_000, 30_000),
        _ => (int)Integer(int.MinValue, int.MaxValue),
    };

    private long Int64(ArrowType type) => type switch
    {
        TimeType t => random.NextInt64(0, (86_400 * TimeUnits.PerSecond(t.Unit)) + 1),
        TimestampType t when random.Next(3) != 0 => random.NextInt64(-4_000_000_000, 4_000_000_000) * TimeUnits.PerSecond(t.Unit) + random.Next(1000),
        _ => Integer(long.MinValue, long.MaxValue),
    };

    private double Float() => random.Next(8) switch
    {
        0 => double.NaN,
        1 => double.PositiveInfinity,
        2 => double.NegativeInfinity,
        3 => -0.0,
        4 => 0.0,
        5 => double.Epsilon,
        _ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 300)),
    };

    private BigInteger Decimal(ArrowType type)
    {
        BigInteger most = BigInteger.Pow(10, ((DecimalType)type).Precision) - 1;
        return random.Next(6) switch
        {
            0 => most,
            1 => -most,
            2 => 0,
            3 => random.Next(-1000, 1000),
            _ => new BigInteger(RandomBytes(33)) % most,
        };
    }

    private byte[] Bytes(ArrowType type) =>
        type.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 ? Encoding.UTF8.GetBytes(Texts[random.Next(Texts.Length)]) : RandomBytes(random.Next(20));

    private byte[] RandomBytes(int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
