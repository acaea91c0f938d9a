using Hawser.Arrow;
using Hawser.Connectors.Postgres.Read.TextForms;
using Hawser.Connectors.Postgres.Read.Values;
using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>Chooses the decoder of a column by its PostgreSQL type and the field that the type map gave it.</summary>
internal static class CopyDecoders
{
    /// <summary>Makes the decoder of a column with a builder of its own; the caller disposes it.</summary>
    public static CopyDecoder Create(PgType type, Field field, ArrowAllocator allocator)
    {
        PgType plain = type.Base;
        ArrayBuilder builder = field.Type is DictionaryType dictionary && plain.Kind == PgTypeKind.Enum
            ? new DictionaryBuilder(dictionary, VarBinaryBuilder.ColumnOf(dictionary.Value, plain.Labels, allocator), allocator)
            : ArrayBuilder.Create(field.Type, allocator);
        return Over(plain, field, builder);
    }

    private static CopyDecoder Over(PgType type, Field field, ArrayBuilder builder) => field.Type switch
    {
        ListType when type.Kind == PgTypeKind.Array => OfList(type, field, (ListBuilder)builder),
        StructType when type.Kind == PgTypeKind.Composite => OfStruct(type, field, (StructBuilder)builder),
        DictionaryType when type.Kind == PgTypeKind.Enum => new EnumDecoder((DictionaryBuilder)builder, type.Name) { IsNullable = field.IsNullable },
        NestedType when type is { Kind: PgTypeKind.Base, CatalogName: "json" or "jsonb" } => new NestedJsonDecoder(builder, field, type.CatalogName == "jsonb") { IsNullable = field.IsNullable },
        _ => OfScalar(type, field, builder) ?? throw new ArgumentException($"{type} is not read as {field}.", nameof(field)),
    };

    private static ListDecoder OfList(PgType type, Field field, ListBuilder builder)
    {
        Field item = field.Type.Children[0];
        return new ListDecoder(builder, Over(type.Element!.Base, item, builder.Items)) { IsNullable = field.IsNullable };
    }

    private static StructDecoder OfStruct(PgType type, Field field, StructBuilder builder)
    {
        if (type.Fields.Count != builder.Fields.Count)
        {
            throw new ArgumentException($"{type} has {type.Fields.Count} attributes and {field} has {builder.Fields.Count}.", nameof(field));
        }

        CopyDecoder[] members = [.. type.Fields.Select((member, i) => Over(member.Type.Base, field.Type.Children[i], builder.Fields[i]))];
        return new StructDecoder(builder, members) { IsNullable = field.IsNullable };
    }

    private static CopyDecoder? OfScalar(PgType type, Field field, ArrayBuilder builder)
    {
        bool isNullable = field.IsNullable;
        return (field.Type.Id, type.CatalogName) switch
        {
            (ArrowTypeId.Binary, _) when FieldMarks.IsRaw(field) && RawNumbers.HasAny(type) => new PortableBytesDecoder((VarBinaryBuilder)builder, type) { IsNullable = isNullable },
            (ArrowTypeId.Binary or ArrowTypeId.LargeBinary, _) => new BytesDecoder((VarBinaryBuilder)builder) { IsNullable = isNullable },
            (ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8, _) => OfText(type, (VarBinaryBuilder)builder, isNullable),
            (ArrowTypeId.Boolean, "bool") => new BooleanDecoder((BooleanBuilder)builder) { IsNullable = isNullable },
            (ArrowTypeId.Int16, "int2") => new FixedDecoder<short, Int16Value>((FixedWidthBuilder<short>)builder) { IsNullable = isNullable },
            (ArrowTypeId.Int32, "int4") => new FixedDecoder<int, Int32Value>((FixedWidthBuilder<int>)builder) { IsNullable = isNullable },
            (ArrowTypeId.Int64, "int8") => new FixedDecoder<long, Int64Value>((FixedWidthBuilder<long>)builder) { IsNullable = isNullable },
            (ArrowTypeId.UInt32, "oid") => new FixedDecoder<uint, OidValue>((FixedWidthBuilder<uint>)builder) { IsNullable = isNullable },
            (ArrowTypeId.Float32, "float4") => new FixedDecoder<float, Float32Value>((FixedWidthBuilder<float>)builder) { IsNullable = isNullable },
            (ArrowTypeId.Float64, "float8") => new FixedDecoder<double, Float64Value>((FixedWidthBuilder<double>)builder) { IsNullable = isNullable },
            (ArrowTypeId.Decimal128, "numeric") => new DecimalDecoder((FixedWidthBuilder<Int128>)builder) { IsNullable = isNullable },
            (ArrowTypeId.Decimal256, "numeric") => new WideDecimalDecoder((FixedWidthBuilder<Int256>)builder) { IsNullable = isNullable },
            (ArrowTypeId.Date32, "date") => new FixedDecoder<int, DateValue>((FixedWidthBuilder<int>)builder) { IsNullable = isNullable },
            (ArrowTypeId.Timestamp, "timestamp" or "timestamptz") when ((TimestampType)field.Type).Unit == TimeUnit.Microsecond =>
                new FixedDecoder<long, TimestampValue>((FixedWidthBuilder<long>)builder) { IsNullable = isNullable },
            (ArrowTypeId.Time64, "time") when ((TimeType)field.Type).Unit == TimeUnit.Microsecond =>
                new FixedDecoder<long, TimeValue>((FixedWidthBuilder<long>)builder) { IsNullable = isNullable },
            (ArrowTypeId.IntervalMonthDayNano, "interval") => new FixedDecoder<MonthDayNano, IntervalValue>((FixedWidthBuilder<MonthDayNano>)builder) { IsNullable = isNullable },
            (ArrowTypeId.FixedSizeBinary, "uuid") => new FixedBytesDecoder((FixedSizeBinaryBuilder)builder, type.CatalogName) { IsNullable = isNullable },
            _ => null,
        };
    }

    private static CopyDecoder? OfText(PgType type, VarBinaryBuilder builder, bool isNullable) => type switch
    {
        { Kind: PgTypeKind.Base, CatalogName: "json" } => new TextDecoder(builder) { IsNullable = isNullable },
        { Kind: PgTypeKind.Base, CatalogName: "jsonb" } => new VersionedTextDecoder(builder, type.CatalogName) { IsNullable = isNullable },
        _ => TextFormsOfTypes.Find(type) switch
        {
            PlainText => new TextDecoder(builder) { IsNullable = isNullable },
            { } form => new TextFormDecoder(builder, form) { IsNullable = isNullable },
            null => null,
        },
    };
}
