using System.Globalization;
using Hawser.Arrow;
using static Hawser.Connectors.Fidelity;

namespace Hawser.Connectors.Sample;

/// <summary>The depot's types ↔ Arrow.</summary>
internal sealed class DepotTypeMap : TypeMap
{
    private static readonly TimestampType Instant = new(TimeUnit.Microsecond, "UTC");
    private static readonly TimestampType WallClock = new(TimeUnit.Microsecond);

    /// <summary>Native types without parameters and the Arrow type that each is read as and written from.</summary>
    private static readonly (string Native, Field Field)[] Pairs =
    [
        ("boolean", new Field("", ArrowType.Boolean)),
        ("integer", new Field("", ArrowType.Int64)),
        ("float", new Field("", ArrowType.Float64)),
        ("text", new Field("", ArrowType.Utf8)),
        ("bytes", new Field("", ArrowType.Binary)),
        ("date", new Field("", ArrowType.Date32)),
        ("timestamp", new Field("", WallClock)),
        ("instant", new Field("", Instant)),
        ("json", Field.Extension("", ArrowType.Utf8, ExtensionNames.Json)),
    ];

    /// <summary>Arrow types that the depot keeps in a wider one.</summary>
    private static readonly (ArrowTypeId From, string Native)[] Widenings =
    [
        (ArrowTypeId.Int8, "integer"), (ArrowTypeId.Int16, "integer"), (ArrowTypeId.Int32, "integer"),
        (ArrowTypeId.UInt8, "integer"), (ArrowTypeId.UInt16, "integer"), (ArrowTypeId.UInt32, "integer"),
        (ArrowTypeId.Float32, "float"),
    ];

    public static DepotTypeMap Instance { get; } = new();

    public override IReadOnlyList<TypeMapRow> Rows { get; } =
    [
        .. Pairs.Select(p => new TypeMapRow(p.Native, p.Field.ExtensionName ?? p.Field.Type.ToString(), Exact, Exact)),
        new("decimal(p,s)", "decimal128(p, s)", Exact, Exact),
        new("integer", "int8, int16, int32, uint8, uint16, uint32", null, Widened),
        new("float", "float32", null, Widened),
    ];

    public override SourceColumn ToArrow(string nativeType)
    {
        ArgumentNullException.ThrowIfNull(nativeType);
        if (Pairs.FirstOrDefault(p => p.Native == nativeType).Field is { } field)
        {
            return new SourceColumn(field, Exact);
        }

        return nativeType.StartsWith("decimal(", StringComparison.Ordinal)
            ? new SourceColumn(new Field("", DecimalOf(nativeType)), Exact)
            : new SourceColumn(Field.Extension("", ArrowType.Binary, ExtensionNames.Opaque, $$"""{"type_name": "{{nativeType}}", "vendor_name": "depot"}"""), Encoded, "a type that this connector does not know");
    }

    public override SinkColumn ToNative(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (field.Type is DecimalType { Id: ArrowTypeId.Decimal128, Scale: >= 0 } type && type.Scale <= type.Precision && field.ExtensionName is null)
        {
            return new SinkColumn(string.Create(CultureInfo.InvariantCulture, $"decimal({type.Precision},{type.Scale})"), field, Exact);
        }

        if (Pairs.FirstOrDefault(p => p.Field.Type.Equals(field.Type) && p.Field.ExtensionName == field.ExtensionName) is { Native: { } native })
        {
            return new SinkColumn(native, field, Exact);
        }

        return field.ExtensionName is null && Widenings.FirstOrDefault(w => w.From == field.Type.Id).Native is { } wider
            ? new SinkColumn(wider, field.WithType(ToArrow(wider).Field.Type), Widened, $"kept as {wider}")
            : throw DepotErrors.Create(ConnectorStatus.NotSupported, $"column \"{field.Name}\" is {field.Type}{(field.ExtensionName is { } e ? $" ({e})" : "")}; the depot has no type for it.");
    }

    private static DecimalType DecimalOf(string nativeType)
    {
        string[] digits = nativeType["decimal(".Length..^1].Split(',');
        return DecimalType.Decimal128(int.Parse(digits[0], CultureInfo.InvariantCulture), int.Parse(digits[1], CultureInfo.InvariantCulture));
    }
}
