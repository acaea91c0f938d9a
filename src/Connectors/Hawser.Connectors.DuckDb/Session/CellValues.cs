using System.Globalization;
using System.Numerics;
using System.Text.Unicode;
using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Session;

/// <summary>Turns one cell of an Arrow column into a native value, which the caller destroys.</summary>
internal static unsafe class CellValues
{
    /// <exception cref="ConnectorException">The value does not fit the DuckDB type that keeps the field.</exception>
    public static nint Create(ArrowArray source, Field field, int row)
    {
        if (source.IsNull(row))
        {
            return ValueApi.duckdb_create_null_value();
        }

        if (field.ExtensionName == ExtensionNames.Uuid)
        {
            fixed (byte* bytes = source.GetBytes(row))
            {
                _ = Write.ValueMaps.Uuid.TryMap(*(NativeHugeInt*)bytes, out var stored);

                // A value takes a UUID as it is written, a vector with its top bit flipped.
                return ValueApi.duckdb_create_uuid(new NativeHugeInt { Lower = stored.Lower, Upper = stored.Upper ^ (1UL << 63) });
            }
        }

        return source.Type.Id switch
        {
            ArrowTypeId.Boolean => ValueApi.duckdb_create_bool(source.GetBoolean(row) ? (byte)1 : (byte)0),
            ArrowTypeId.Int8 => ValueApi.duckdb_create_int8(source.Values<sbyte>()[row]),
            ArrowTypeId.Int16 => ValueApi.duckdb_create_int16(source.Values<short>()[row]),
            ArrowTypeId.Int32 => ValueApi.duckdb_create_int32(source.Values<int>()[row]),
            ArrowTypeId.Int64 => ValueApi.duckdb_create_int64(source.Values<long>()[row]),
            ArrowTypeId.UInt8 => ValueApi.duckdb_create_uint8(source.Values<byte>()[row]),
            ArrowTypeId.UInt16 => ValueApi.duckdb_create_uint16(source.Values<ushort>()[row]),
            ArrowTypeId.UInt32 => ValueApi.duckdb_create_uint32(source.Values<uint>()[row]),
            ArrowTypeId.UInt64 => ValueApi.duckdb_create_uint64(source.Values<ulong>()[row]),
            ArrowTypeId.Float32 => ValueApi.duckdb_create_float(source.Values<float>()[row]),
            ArrowTypeId.Float64 => ValueApi.duckdb_create_double(source.Values<double>()[row]),
            ArrowTypeId.Decimal128 => OfDecimal((DecimalType)source.Type, source.Values<Int128>()[row]),
            ArrowTypeId.Decimal256 => OfWideDecimal((DecimalType)source.Type, source.Values<Int256>()[row]),
            ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 => OfText(source.GetBytes(row)),
            ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.FixedSizeBinary => OfBytes(source.GetBytes(row)),
            ArrowTypeId.Date32 or ArrowTypeId.Time32 or ArrowTypeId.Time64 or ArrowTypeId.Timestamp or ArrowTypeId.Duration or ArrowTypeId.IntervalMonthDayNano =>
                TimeValues.Create(source, row),
            ArrowTypeId.Dictionary => Create(source.Dictionary!, new Field(field.Name, source.Dictionary!.Type), checked((int)source.GetDictionaryIndex(row))),
            _ => NestedValues.Create(source, field, row),
        };
    }

    private static nint OfDecimal(DecimalType type, Int128 unscaled)
    {
        if (type.Scale < 0 || type.Scale > type.Precision)
        {
            throw DuckDbErrors.Unwritable(new Field("parameter", type), "its scale is outside what DECIMAL has");
        }

        return ValueApi.duckdb_create_decimal(new NativeDecimal
        {
            Width = (byte)type.Precision,
            Scale = (byte)type.Scale,
            Value = new NativeHugeInt { Lower = (ulong)(UInt128)unscaled, Upper = (ulong)((UInt128)unscaled >> 64) },
        });
    }

    private static nint OfWideDecimal(DecimalType type, Int256 unscaled)
    {
        BigInteger number = unscaled;
        if (type.Scale == 0 && number >= Int128.MinValue && number <= Int128.MaxValue)
        {
            var value = (UInt128)(Int128)number;
            return ValueApi.duckdb_create_hugeint(new NativeHugeInt { Lower = (ulong)value, Upper = (ulong)(value >> 64) });
        }

        if (type.Scale == 0 && number >= 0 && number <= UInt128.MaxValue)
        {
            var value = (UInt128)number;
            return ValueApi.duckdb_create_uhugeint(new NativeHugeInt { Lower = (ulong)value, Upper = (ulong)(value >> 64) });
        }

        throw new ConnectorException(
            ConnectorStatus.InvalidData, DuckDbErrors.Connector, string.Create(CultureInfo.InvariantCulture, $"{number} ({type}) does not fit a parameter of DuckDB."));
    }

    private static nint OfText(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
        {
            throw new ConnectorException(ConnectorStatus.InvalidData, DuckDbErrors.Connector, "a parameter's text is not valid UTF-8.");
        }

        fixed (byte* bytes = text)
        {
            byte empty = 0;
            return ValueApi.duckdb_create_varchar_length(bytes is null ? &empty : bytes, (ulong)text.Length);
        }
    }

    private static nint OfBytes(ReadOnlySpan<byte> value)
    {
        fixed (byte* bytes = value)
        {
            byte empty = 0;
            return ValueApi.duckdb_create_blob(bytes is null ? &empty : bytes, (ulong)value.Length);
        }
    }
}
