using System.Text.Json;
using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Types;

/// <summary>How a field says which MySQL type it came from, where its Arrow type alone does not.</summary>
internal static class FieldMarks
{
    /// <summary>The metadata key of the native type's text, on fields whose Arrow type several MySQL types share.</summary>
    public const string TypeKey = "mysql:type";

    /// <summary>The vendor of opaque fields.</summary>
    public const string Vendor = "MySQL";

    /// <summary>The field with its native type noted.</summary>
    public static Field Mark(Field field, MySqlType type) => field.WithMetadata(field.Metadata.With(TypeKey, type.Text));

    /// <summary>An opaque field of a MySQL type.</summary>
    public static Field Opaque(ArrowType storage, MySqlType type) =>
        Field.Extension("", storage, ExtensionNames.Opaque, $$"""{"type_name":{{JsonSerializer.Serialize(type.Text, TextJson.Default.String)}},"vendor_name":"{{Vendor}}"}""");
}
