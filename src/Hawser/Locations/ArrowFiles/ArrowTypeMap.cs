using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Arrow's types as a connector's own: every one is kept exactly.</summary>
internal sealed class ArrowTypeMap : TypeMap
{
    private static readonly ArrowType[] Simple =
    [
        ArrowType.Null, ArrowType.Boolean, ArrowType.Int8, ArrowType.Int16, ArrowType.Int32, ArrowType.Int64, ArrowType.UInt8, ArrowType.UInt16, ArrowType.UInt32,
        ArrowType.UInt64, ArrowType.Float32, ArrowType.Float64, ArrowType.Utf8, ArrowType.LargeUtf8, ArrowType.Binary, ArrowType.LargeBinary, ArrowType.Date32,
        ArrowType.IntervalMonthDayNano,
    ];

    private static readonly Dictionary<string, ArrowType> ByName = Simple.ToDictionary(type => type.ToString(), StringComparer.Ordinal);

    private static readonly string[] Parametric =
    [
        "decimal128", "decimal256", "fixed_size_binary", "time32", "time64", "timestamp", "duration", "list", "fixed_size_list", "struct", "map", "sparse_union", "dense_union",
        "dictionary", "extension types",
    ];

    private ArrowTypeMap()
    {
    }

    public static ArrowTypeMap Instance { get; } = new();

    public override IReadOnlyList<TypeMapRow> Rows => field ??=
    [
        .. Simple.Select(type => new TypeMapRow(type.ToString(), type.ToString(), Fidelity.Exact, Fidelity.Exact)),
        .. Parametric.Select(name => new TypeMapRow(name, name, Fidelity.Exact, Fidelity.Exact)),
    ];

    public static ColumnModel ColumnOf(Field field) => new(field.Name, NameOf(field), field) { IsNullable = field.IsNullable };

    // Only types without parameters are read back from text: files carry their schema, so nothing else is ever asked.
    public override SourceColumn ToArrow(string nativeType)
    {
        ArgumentNullException.ThrowIfNull(nativeType);
        return ByName.TryGetValue(nativeType, out var type)
            ? new SourceColumn(new Field(string.Empty, type), Fidelity.Exact)
            : new SourceColumn(
                Field.Extension(string.Empty, ArrowType.Binary, ExtensionNames.Opaque, $$"""{"type_name": "{{nativeType.Replace("\"", "\\\"", StringComparison.Ordinal)}}", "vendor_name": "arrow"}"""),
                Fidelity.Encoded,
                "the type is known by the schema of a file, not by its name");
    }

    public override SinkColumn ToNative(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return HasNestedDictionary(field.Type)
            ? throw new ConnectorException(ConnectorStatus.NotSupported, ArrowConnector.ConnectorName, $"column \"{field.Name}\" is {field.Type}; the format has no dictionaries of dictionaries.")
            : new SinkColumn(NameOf(field), field, Fidelity.Exact);
    }

    private static string NameOf(Field field) => field.ExtensionName is { } extension ? $"{extension}<{field.Type}>" : field.Type.ToString();

    private static bool HasNestedDictionary(ArrowType type)
        => (type is DictionaryType dictionary && HasDictionary(dictionary.Value)) || type.Children.Any(child => HasNestedDictionary(child.Type));

    private static bool HasDictionary(ArrowType type) => type is DictionaryType || type.Children.Any(child => HasDictionary(child.Type));
}
