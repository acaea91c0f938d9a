using System.Text.Json;
using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>Fields of types that Arrow does not know: what holds their values, and whose type of which name they are.</summary>
/// <remarks>Source: https://arrow.apache.org/docs/format/CanonicalExtensions.html, "Opaque".</remarks>
public static class OpaqueField
{
    /// <summary>A field without a name.</summary>
    /// <param name="storage">What holds the values.</param>
    /// <param name="typeName">The type as its engine writes it.</param>
    /// <param name="vendor">Whose type it is, e.g. <c>PostgreSQL</c>.</param>
    public static Field Make(ArrowType storage, string typeName, string vendor) =>
        Field.Extension("", storage, ExtensionNames.Opaque, $$"""{"type_name":"{{JsonEncodedText.Encode(typeName)}}","vendor_name":"{{JsonEncodedText.Encode(vendor)}}"}""");

    /// <summary>The name of an opaque field's type; null when the field is not opaque, another's, or marked with what is no JSON.</summary>
    /// <param name="field">The field.</param>
    /// <param name="vendor">Whose types are wanted; null for anybody's.</param>
    public static string? NameOf(Field field, string? vendor = null)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (field.ExtensionName != ExtensionNames.Opaque)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(field.ExtensionMetadata is { Length: > 0 } text ? text : "{}");
            JsonElement root = json.RootElement;
            bool isWanted = root.ValueKind == JsonValueKind.Object && (vendor is null || TextOf(root, "vendor_name") == vendor);
            return isWanted ? TextOf(root, "type_name") : null;
        }
        catch (JsonException)
        {
            // Metadata comes from outside; a mark that cannot be read is no mark.
            return null;
        }
    }

    private static string? TextOf(JsonElement root, string key) =>
        root.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
