using System.Globalization;
using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>Turns parameters into one row of Arrow columns, so that connectors bind from Arrow alone.</summary>
public static class ParameterBatch
{
    /// <summary>One row with a column per parameter. The caller disposes it.</summary>
    /// <exception cref="ArgumentException">A value's .NET type is not one that <see cref="Parameter"/> lists.</exception>
    public static RecordBatch Create(IReadOnlyList<Parameter> parameters, ArrowAllocator? allocator = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var fields = new Field[parameters.Count];
        var columns = new ArrowArray[parameters.Count];
        for (int i = 0; i < fields.Length; i++)
        {
            Parameter parameter = parameters[i];
            fields[i] = FieldOf(parameter, i);
            using var builder = ArrayBuilder.Create(fields[i].Type, allocator);
            Append(builder, parameter.Value);
            columns[i] = builder.Finish();
        }

        return new RecordBatch(new Schema(fields), 1, columns);
    }

    private static Field FieldOf(Parameter parameter, int position)
    {
        string name = parameter.Name ?? position.ToString(CultureInfo.InvariantCulture);
        if (parameter.Type is { } type)
        {
            return new Field(name, type);
        }

        return parameter.Value switch
        {
            null or DBNull => new Field(name, ArrowType.Null),
            bool => new Field(name, ArrowType.Boolean),
            sbyte => new Field(name, ArrowType.Int8),
            byte => new Field(name, ArrowType.UInt8),
            short => new Field(name, ArrowType.Int16),
            ushort => new Field(name, ArrowType.UInt16),
            int => new Field(name, ArrowType.Int32),
            uint => new Field(name, ArrowType.UInt32),
            long => new Field(name, ArrowType.Int64),
            ulong => new Field(name, ArrowType.UInt64),
            Int128 => new Field(name, DecimalType.Decimal256(39, 0)),
            float => new Field(name, ArrowType.Float32),
            double => new Field(name, ArrowType.Float64),
            decimal d => new Field(name, DecimalType.Decimal128(DecimalType.MaxPrecision128, d.Scale)),
            string or char => new Field(name, ArrowType.Utf8),
            byte[] or ReadOnlyMemory<byte> => new Field(name, ArrowType.Binary),
            DateOnly => new Field(name, ArrowType.Date32),
            TimeOnly => new Field(name, new TimeType(TimeUnit.Nanosecond)),
            TimeSpan => new Field(name, new DurationType(TimeUnit.Microsecond)),
            DateTime { Kind: DateTimeKind.Utc } or DateTimeOffset => new Field(name, new TimestampType(TimeUnit.Microsecond, "UTC")),
            DateTime => new Field(name, new TimestampType(TimeUnit.Microsecond)),
            Guid => Field.Extension(name, new FixedSizeBinaryType(16), ExtensionNames.Uuid),
            MonthDayNano => new Field(name, ArrowType.IntervalMonthDayNano),
            _ => throw new ArgumentException($"A parameter cannot be a {parameter.Value.GetType()}; bind one of the types that Parameter lists."),
        };
    }

    private static void Append(ArrayBuilder builder, object? value)
    {
        switch (builder, value)
        {
            case (_, null or DBNull): builder.AppendNull(); break;
            case (BooleanBuilder b, bool v): b.Append(v); break;
            case (FixedWidthBuilder<sbyte> b, _): b.Append(Convert.ToSByte(value, CultureInfo.InvariantCulture)); break;
            case (FixedWidthBuilder<byte> b, _): b.Append(Convert.ToByte(value, CultureInfo.InvariantCulture)); break;
            case (FixedWidthBuilder<short> b, _): b.Append(Convert.ToInt16(value, CultureInfo.InvariantCulture)); break;
            case (FixedWidthBuilder<ushort> b, _): b.Append(Convert.ToUInt16(value, CultureInfo.InvariantCulture)); break;
            case (FixedWidthBuilder<int> b, DateOnly v): b.Append(v.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber); break;
            case (FixedWidthBuilder<int> b, _): b.Append(Convert.ToInt32(value, CultureInfo.InvariantCulture)); break;
            case (FixedWidthBuilder<uint> b, _): b.Append(Convert.ToUInt32(value, CultureInfo.InvariantCulture)); break;
            case (FixedWidthBuilder<long> b, _): b.Append(ToInt64(builder.Type, value)); break;
            case (FixedWidthBuilder<ulong> b, _): b.Append(Convert.ToUInt64(value, CultureInfo.InvariantCulture)); break;
            case (FixedWidthBuilder<float> b, _): b.Append(Convert.ToSingle(value, CultureInfo.InvariantCulture)); break;
            case (FixedWidthBuilder<double> b, _): b.Append(Convert.ToDouble(value, CultureInfo.InvariantCulture)); break;
            case (FixedWidthBuilder<Int128> b, _): b.Append(Unscaled((DecimalType)builder.Type, Convert.ToDecimal(value, CultureInfo.InvariantCulture))); break;
            case (FixedWidthBuilder<Int256> b, Int128 v): b.Append(v); break;
            case (FixedWidthBuilder<MonthDayNano> b, MonthDayNano v): b.Append(v); break;
            case (FixedSizeBinaryBuilder b, Guid v): b.Append(v.ToByteArray(bigEndian: true)); break;
            case (FixedSizeBinaryBuilder b, byte[] v): b.Append(v); break;
            case (VarBinaryBuilder b, byte[] v): b.Append(v); break;
            case (VarBinaryBuilder b, ReadOnlyMemory<byte> v): b.Append(v.Span); break;
            case (VarBinaryBuilder b, _): b.Append(Convert.ToString(value, CultureInfo.InvariantCulture)!); break;
            default: throw new ArgumentException($"A {value.GetType()} cannot be bound as {builder.Type}.");
        }
    }

    private static long ToInt64(ArrowType type, object value) => (type, value) switch
    {
        (TimestampType t, DateTime v) => FromTicks(t.Unit, v.Ticks - DateTime.UnixEpoch.Ticks),
        (TimestampType t, DateTimeOffset v) => FromTicks(t.Unit, v.UtcTicks - DateTime.UnixEpoch.Ticks),
        (TimeType t, TimeOnly v) => FromTicks(t.Unit, v.Ticks),
        (DurationType t, TimeSpan v) => FromTicks(t.Unit, v.Ticks),
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };

    private static long FromTicks(TimeUnit unit, long ticks)
    {
        long divisor = unit switch
        {
            TimeUnit.Second => TimeSpan.TicksPerSecond,
            TimeUnit.Millisecond => TimeSpan.TicksPerMillisecond,
            TimeUnit.Microsecond => TimeSpan.TicksPerMicrosecond,
            _ => 1,
        };
        (long quotient, long remainder) = Math.DivRem(ticks, divisor);
        if (remainder != 0)
        {
            throw new ArgumentException($"The value has a fraction that its unit ({unit}) cannot hold; name a finer type for the parameter.");
        }

        return unit == TimeUnit.Nanosecond ? checked(ticks * 100) : quotient;
    }

    private static Int128 Unscaled(DecimalType type, decimal value)
    {
        Int128 unscaled = ToUnscaled(value);
        int shift = type.Scale - value.Scale;
        for (; shift > 0; shift--)
        {
            unscaled = checked(unscaled * 10);
        }

        for (; shift < 0; shift++)
        {
            (unscaled, Int128 digit) = Int128.DivRem(unscaled, 10);
            if (digit != 0)
            {
                throw new ArgumentException($"The value has more digits behind the point than {type} holds.");
            }
        }

        return unscaled;
    }

    private static Int128 ToUnscaled(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = (Int128)new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        return bits[3] < 0 ? -magnitude : magnitude;
    }
}
