using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>Chooses, once per column, how an Arrow field is handed to the engine: the type of the vector and the encoder that fills it.</summary>
internal static class VectorEncoders
{
    private const int SmallDecimalDigits = 4;
    private const int IntDecimalDigits = 9;
    private const int LongDecimalDigits = 18;

    private static readonly DuckDbType Text = new(TypeId.Varchar);

    /// <summary>
    /// The form in which a field's values go to a column of <paramref name="target"/>. Where its type is not the target's, the engine casts: from text to the
    /// types that travel as text, or from a narrower number to a wider one.
    /// </summary>
    public static EncodedForm Create(Field field, DuckDbType target)
    {
        var type = field.Type;
        return type.Id switch
        {
            ArrowTypeId.Null => new EncodedForm(new DuckDbType(TypeId.Integer), new NullEncoder()),
            ArrowTypeId.Boolean => new EncodedForm(new DuckDbType(TypeId.Boolean), new BooleanEncoder()),
            ArrowTypeId.Int8 or ArrowTypeId.UInt8 => Fixed<byte>(type),
            ArrowTypeId.Int16 or ArrowTypeId.UInt16 => Fixed<short>(type),
            ArrowTypeId.Int32 or ArrowTypeId.UInt32 or ArrowTypeId.Float32 => Fixed<int>(type),
            ArrowTypeId.Int64 or ArrowTypeId.UInt64 or ArrowTypeId.Float64 => Fixed<long>(type),
            ArrowTypeId.Decimal128 => OfDecimal((DecimalType)type),
            ArrowTypeId.Decimal256 => OfWideDecimal(field, target),
            ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 => new EncodedForm(Text, new BytesEncoder(isText: true)),
            ArrowTypeId.Binary or ArrowTypeId.LargeBinary => new EncodedForm(
                target.Id == TypeId.Geometry ? target : new DuckDbType(TypeId.Blob), new BytesEncoder(isText: false)),
            ArrowTypeId.FixedSizeBinary => OfFixedBytes(target),
            ArrowTypeId.Date32 => new EncodedForm(new DuckDbType(TypeId.Date), new FiniteDateEncoder()),
            ArrowTypeId.Time32 or ArrowTypeId.Time64 => OfTime((TimeType)type),
            ArrowTypeId.Timestamp => OfTimestamp((TimestampType)type),
            ArrowTypeId.Duration => new EncodedForm(new DuckDbType(TypeId.Interval), OfDuration((DurationType)type)),
            ArrowTypeId.IntervalMonthDayNano =>
                new EncodedForm(new DuckDbType(TypeId.Interval), new MappedEncoder<MonthDayNano, NativeInterval, ValueMaps.Interval>()),
            ArrowTypeId.Dictionary => OfDictionary(field, target),
            _ => OfNested(field, target),
        };
    }

    private static EncodedForm Fixed<T>(ArrowType type)
        where T : unmanaged => new(SinkForms.TypeOf(new Field("", type)), new FixedEncoder<T>());

    private static EncodedForm OfDecimal(DecimalType type)
    {
        var native = SinkForms.TypeOf(new Field("", type));
        if (native.Id != TypeId.Decimal || native.Scale != type.Scale)
        {
            throw DuckDbErrors.Unwritable(new Field("", type), "its digits must be converted before");
        }

        return new EncodedForm(native, native.Width switch
        {
            <= SmallDecimalDigits => new DecimalEncoder<short>(native),
            <= IntDecimalDigits => new DecimalEncoder<int>(native),
            <= LongDecimalDigits => new DecimalEncoder<long>(native),
            _ => new DecimalEncoder<Int128>(native),
        });
    }

    private static EncodedForm OfWideDecimal(Field field, DuckDbType target) => target.Id switch
    {
        TypeId.HugeInt when ((DecimalType)field.Type).Scale == 0 => new EncodedForm(target, WideDecimalEncoder.Huge),
        TypeId.UHugeInt when ((DecimalType)field.Type).Scale == 0 => new EncodedForm(target, WideDecimalEncoder.UnsignedHuge),
        _ => throw DuckDbErrors.Unwritable(field, $"a column of {target} takes another form"),
    };

    private static EncodedForm OfFixedBytes(DuckDbType target) => target.Id == TypeId.Uuid
        ? new EncodedForm(target, new MappedEncoder<NativeHugeInt, NativeHugeInt, ValueMaps.Uuid>())
        : new EncodedForm(new DuckDbType(TypeId.Blob), new FixedBytesEncoder());

    private static EncodedForm OfTime(TimeType type) => type.Unit switch
    {
        TimeUnit.Second => new EncodedForm(new DuckDbType(TypeId.Time), new MappedEncoder<int, long, ValueMaps.TimeOfSeconds>()),
        TimeUnit.Millisecond => new EncodedForm(new DuckDbType(TypeId.Time), new MappedEncoder<int, long, ValueMaps.TimeOfMillis>()),
        TimeUnit.Microsecond => new EncodedForm(new DuckDbType(TypeId.Time), new MappedEncoder<long, long, ValueMaps.TimeOfMicros>()),
        _ => new EncodedForm(new DuckDbType(TypeId.TimeNs), new MappedEncoder<long, long, ValueMaps.TimeOfNanos>()),
    };

    private static EncodedForm OfTimestamp(TimestampType type)
    {
        if (type.Zone is null)
        {
            return new EncodedForm(SinkForms.TypeOf(new Field("", type)), OfRange(type.Unit));
        }

        return new EncodedForm(new DuckDbType(TypeId.TimestampTz), type.Unit switch
        {
            TimeUnit.Second => new MappedEncoder<long, long, ValueMaps.InstantOfSeconds>(),
            TimeUnit.Millisecond => new MappedEncoder<long, long, ValueMaps.InstantOfMillis>(),
            TimeUnit.Microsecond => OfRange(type.Unit),
            _ => new MappedEncoder<long, long, ValueMaps.InstantOfNanos>(),
        });
    }

    private static FiniteTimestampEncoder OfRange(TimeUnit unit)
    {
        var (least, most) = TimestampRange.Of(unit);
        return new FiniteTimestampEncoder(least, most);
    }

    private static VectorEncoder OfDuration(DurationType type) => type.Unit switch
    {
        TimeUnit.Second => new MappedEncoder<long, NativeInterval, ValueMaps.DurationOfSeconds>(),
        TimeUnit.Millisecond => new MappedEncoder<long, NativeInterval, ValueMaps.DurationOfMillis>(),
        TimeUnit.Microsecond => new MappedEncoder<long, NativeInterval, ValueMaps.DurationOfMicros>(),
        _ => new MappedEncoder<long, NativeInterval, ValueMaps.DurationOfNanos>(),
    };

    private static EncodedForm OfDictionary(Field field, DuckDbType target)
    {
        var value = ((DictionaryType)field.Type).Value;
        if (value.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 or ArrowTypeId.Binary or ArrowTypeId.LargeBinary)
        {
            var isText = value.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8;
            return new EncodedForm(isText ? Text : new DuckDbType(TypeId.Blob), new DictionaryEncoder(isText));
        }

        var values = Create(new Field(field.Name, value, field.IsNullable), target);
        return values with { Encoder = new GatherEncoder(values.Encoder) };
    }

    private static EncodedForm OfNested(Field field, DuckDbType target)
    {
        switch (field.Type)
        {
            case MapType map when target.Id == TypeId.Map:
                {
                    EncodedForm[] parts = [Create(map.Key, target.Members[0].Type), Create(map.Value, target.Members[1].Type)];
                    return new EncodedForm(DuckDbType.Map(parts[0].Type, parts[1].Type), new ListEncoder(new StructEncoder(Encoders(parts))));
                }

            case FixedSizeListType list when target.Id == TypeId.Array && target.Size == list.Size:
                {
                    var item = Create(list.Item, target.Members[0].Type);
                    return new EncodedForm(DuckDbType.Array(item.Type, list.Size), new FixedListEncoder(item.Encoder, list.Size));
                }

            case ListType or FixedSizeListType when target.Id == TypeId.List:
                {
                    var item = Create(field.Type.Children[0], target.Members[0].Type);
                    return new EncodedForm(DuckDbType.List(item.Type), new ListEncoder(item.Encoder));
                }

            case StructType when target.Id == TypeId.Variant:
                return new EncodedForm(target, new StructEncoder(Encoders(Members(field, VariantStorage.Type))));
            case StructType when target.Id == TypeId.Struct:
                return Named(Members(field, target), target, parts => new StructEncoder(parts));
            case UnionType when target.Id == TypeId.Union:
                return Named(Members(field, target), target, parts => new UnionEncoder(parts));
            default:
                throw DuckDbErrors.Unwritable(field, $"a column of {target} takes another form");
        }
    }

    private static EncodedForm Named(EncodedForm[] parts, DuckDbType target, Func<VectorEncoder[], VectorEncoder> make) =>
        new(new DuckDbType(target.Id, [.. parts.Select((part, i) => new DuckDbMember(target.Members[i].Name, part.Type))]), make(Encoders(parts)));

    private static EncodedForm[] Members(Field field, DuckDbType target)
    {
        var children = field.Type.Children;
        var isSame = children.Count == target.Members.Count
            && children.Zip(target.Members).All(pair => string.Equals(pair.First.Name, pair.Second.Name, StringComparison.OrdinalIgnoreCase));
        return isSame
            ? [.. children.Zip(target.Members).Select(pair => Create(pair.First, pair.Second.Type))]
            : throw DuckDbErrors.Unwritable(field, $"its members are not those of {target}");
    }

    private static VectorEncoder[] Encoders(EncodedForm[] parts) => Array.ConvertAll(parts, part => part.Encoder);
}
