using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Types;

/// <summary>How a field says which MySQL type it came from, where its Arrow type alone does not.</summary>
internal static class FieldMarks
{
    /// <summary>The metadata key of the native type's text, on fields whose Arrow type several MySQL types share.</summary>
    public const string TypeKey = "mysql:type";

    /// <summary>The metadata key of JSON that MySQL has put in its own order, which another MySQL leaves as it is.</summary>
    public const string OrderedJsonKey = "mysql:ordered_json";

    /// <summary>The vendor of opaque fields.</summary>
    public const string Vendor = "MySQL";

    /// <summary>The field with its native type noted.</summary>
    public static Field Mark(Field field, MySqlType type) => field.WithMetadata(field.Metadata.With(TypeKey, type.Text));

    /// <summary>The field of a column of MySQL's json.</summary>
    public static Field MarkOrdered(Field field) => field.WithMetadata(field.Metadata.With(OrderedJsonKey, "true"));

    /// <summary>Whether a field is of MySQL's json.</summary>
    public static bool IsOrderedJson(Field field) => field.ExtensionName == ExtensionNames.Json && field.Metadata[OrderedJsonKey] is not null;

    /// <summary>An opaque field of a MySQL type.</summary>
    public static Field Opaque(ArrowType storage, MySqlType type) => OpaqueField.Make(storage, type.Text, Vendor);

    /// <summary>The MySQL type that a field is marked with; null when it bears no mark, or another engine's.</summary>
    public static MySqlType? Read(Field field) => (field.Metadata[TypeKey] ?? OpaqueField.NameOf(field, Vendor)) is { } text ? MySqlTypeText.Parse(text) : null;
}
