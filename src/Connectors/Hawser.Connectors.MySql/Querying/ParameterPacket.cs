using System.Buffers;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Querying;

/// <summary>The content of COM_STMT_EXECUTE: a statement's number and the values of one row.</summary>
/// <remarks>Source: MySQL source documentation, "COM_STMT_EXECUTE".</remarks>
internal static class ParameterPacket
{
    private const byte NoCursor = 0;
    private const uint Once = 1;
    private const byte TypesFollow = 1;
    private const ushort Unsigned = 0x8000;
    private const long MicrosecondsOfSecond = 1_000_000;
    private const int SecondsOfDay = 86_400;

    /// <summary>Makes the content.</summary>
    /// <param name="statement">The statement's number.</param>
    /// <param name="values">A batch with a column per parameter.</param>
    /// <param name="row">The row of it.</param>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.InvalidData"/>: a moment has a fraction finer than a microsecond.</exception>
    public static ReadOnlyMemory<byte> Create(uint statement, RecordBatch values, int row)
    {
        var packet = new PacketWriter().Byte((byte)Command.StatementExecute).UInt32(statement).Byte(NoCursor).UInt32(Once);
        int count = values.Schema.Fields.Count;
        if (count == 0)
        {
            return packet.Content;
        }

        var bitmap = new byte[(count + 7) / 8];
        for (int i = 0; i < count; i++)
        {
            bitmap[i / 8] |= (byte)(values[i].IsNull(row) ? 1 << (i % 8) : 0);
        }

        packet.Bytes(bitmap).Byte(TypesFollow);
        for (int i = 0; i < count; i++)
        {
            packet.UInt16(TypeOf(values[i].Type));
        }

        for (int i = 0; i < count; i++)
        {
            if (!values[i].IsNull(row))
            {
                Append(packet, values.Schema[i], values[i], row);
            }
        }

        return packet.Content;
    }

    /// <summary>The number of the type in which values of an Arrow type are sent.</summary>
    internal static ushort TypeOf(ArrowType type) => type.Id switch
    {
        ArrowTypeId.Null => (ushort)ColumnType.Null,
        ArrowTypeId.Boolean or ArrowTypeId.Int8 => (ushort)ColumnType.Int8,
        ArrowTypeId.UInt8 => (ushort)ColumnType.Int8 | Unsigned,
        ArrowTypeId.Int16 => (ushort)ColumnType.Int16,
        ArrowTypeId.UInt16 => (ushort)ColumnType.Int16 | Unsigned,
        ArrowTypeId.Int32 => (ushort)ColumnType.Int32,
        ArrowTypeId.UInt32 => (ushort)ColumnType.Int32 | Unsigned,
        ArrowTypeId.Int64 => (ushort)ColumnType.Int64,
        ArrowTypeId.UInt64 => (ushort)ColumnType.Int64 | Unsigned,
        ArrowTypeId.Float32 => (ushort)ColumnType.Float,
        ArrowTypeId.Float64 => (ushort)ColumnType.Double,
        ArrowTypeId.Decimal128 or ArrowTypeId.Decimal256 => (ushort)ColumnType.Decimal,
        ArrowTypeId.Date32 => (ushort)ColumnType.Date,
        ArrowTypeId.Timestamp => (ushort)ColumnType.DateTime,
        ArrowTypeId.Time32 or ArrowTypeId.Time64 or ArrowTypeId.Duration => (ushort)ColumnType.Time,
        ArrowTypeId.Binary or ArrowTypeId.LargeBinary => (ushort)ColumnType.Blob,
        _ => (ushort)ColumnType.VarString,
    };

    /// <summary>Writes a value that is not NULL.</summary>
    internal static void Append(PacketWriter packet, Field field, ArrowArray array, int row)
    {
        switch (array.Type.Id)
        {
            case ArrowTypeId.Boolean: packet.Byte(array.GetBoolean(row) ? (byte)1 : (byte)0); break;
            case ArrowTypeId.Int8: packet.Byte((byte)array.Values<sbyte>()[row]); break;
            case ArrowTypeId.UInt8: packet.Byte(array.Values<byte>()[row]); break;
            case ArrowTypeId.Int16: packet.UInt16((ushort)array.Values<short>()[row]); break;
            case ArrowTypeId.UInt16: packet.UInt16(array.Values<ushort>()[row]); break;
            case ArrowTypeId.Int32: packet.UInt32((uint)array.Values<int>()[row]); break;
            case ArrowTypeId.UInt32: packet.UInt32(array.Values<uint>()[row]); break;
            case ArrowTypeId.Int64: packet.UInt64((ulong)array.Values<long>()[row]); break;
            case ArrowTypeId.UInt64: packet.UInt64(array.Values<ulong>()[row]); break;
            case ArrowTypeId.Float32: packet.UInt32(BitConverter.SingleToUInt32Bits(array.Values<float>()[row])); break;
            case ArrowTypeId.Float64: packet.UInt64(BitConverter.DoubleToUInt64Bits(array.Values<double>()[row])); break;
            case ArrowTypeId.Date32: AppendMoment(packet, array.Values<int>()[row] * (SecondsOfDay * MicrosecondsOfSecond), isDate: true); break;
            case ArrowTypeId.Timestamp: AppendMoment(packet, Microseconds(field, ((TimestampType)array.Type).Unit, array.Values<long>()[row]), isDate: false); break;
            case ArrowTypeId.Time32: AppendTime(packet, Microseconds(field, ((TimeType)array.Type).Unit, array.Values<int>()[row])); break;
            case ArrowTypeId.Time64: AppendTime(packet, Microseconds(field, ((TimeType)array.Type).Unit, array.Values<long>()[row])); break;
            case ArrowTypeId.Duration: AppendTime(packet, Microseconds(field, ((DurationType)array.Type).Unit, array.Values<long>()[row])); break;
            case ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8: packet.Text(array.GetBytes(row)); break;
            default: packet.Text(Format(field, array, row)); break;
        }
    }

    private static ReadOnlySpan<byte> Format(Field field, ArrowArray array, int row)
    {
        var text = new ArrayBufferWriter<byte>();
        new ValueFormatter(field).Write(array, row, text);
        return text.WrittenSpan;
    }

    private static long Microseconds(Field field, TimeUnit unit, long value)
    {
        long microseconds = unit switch
        {
            TimeUnit.Second => checked(value * MicrosecondsOfSecond),
            TimeUnit.Millisecond => checked(value * 1000),
            TimeUnit.Microsecond => value,
            _ => value / 1000,
        };
        return unit == TimeUnit.Nanosecond && value % 1000 != 0
            ? throw new ConnectorException(ConnectorStatus.InvalidData, MySqlErrors.Connector, $"parameter {field.Name}: its fraction of a second is finer than a microsecond, which MySQL does not keep.")
            : microseconds;
    }

    private static void AppendMoment(PacketWriter packet, long microseconds, bool isDate)
    {
        (long days, long ofDay) = CivilDate.SplitDay(microseconds, SecondsOfDay * MicrosecondsOfSecond);
        CivilDate date = CivilDate.FromDays(days);
        if (date.Year is < 0 or > 9999)
        {
            throw new ConnectorException(ConnectorStatus.InvalidData, MySqlErrors.Connector, $"a parameter's year is {date.Year}; MySQL has 0 to 9999.");
        }

        const byte DateBytes = 4;
        const byte MomentBytes = 11;
        packet.Byte(isDate ? DateBytes : MomentBytes).UInt16((ushort)date.Year).Byte((byte)date.Month).Byte((byte)date.Day);
        if (!isDate)
        {
            AppendClock(packet, ofDay);
        }
    }

    private static void AppendTime(PacketWriter packet, long microseconds)
    {
        const byte TimeBytes = 12;
        (long days, long ofDay) = Math.DivRem(Math.Abs(microseconds), SecondsOfDay * MicrosecondsOfSecond);
        packet.Byte(TimeBytes).Byte(microseconds < 0 ? (byte)1 : (byte)0).UInt32((uint)Math.Min(days, uint.MaxValue));
        AppendClock(packet, ofDay);
    }

    private static void AppendClock(PacketWriter packet, long microsecondsOfDay)
    {
        (long seconds, long fraction) = Math.DivRem(microsecondsOfDay, MicrosecondsOfSecond);
        packet.Byte((byte)(seconds / 3600)).Byte((byte)(seconds / 60 % 60)).Byte((byte)(seconds % 60)).UInt32((uint)fraction);
    }
}
