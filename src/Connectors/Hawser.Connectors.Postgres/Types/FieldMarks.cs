using System.Text.Json;
using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Types;

/// <summary>How a field says which PostgreSQL type it came from, where its Arrow type alone does not.</summary>
internal static class FieldMarks
{
    /// <summary>The metadata key of the native type's text, on fields whose Arrow type several PostgreSQL types share.</summary>
    public const string TypeKey = "postgres:type";

    /// <summary>The metadata key on fields whose type's bytes name types by the numbers that they have in one database only.</summary>
    public const string OwnNumbersKey = "postgres:own_numbers";

    /// <summary>The vendor of opaque fields.</summary>
    public const string Vendor = "PostgreSQL";

    /// <summary>The field with its native type noted.</summary>
    public static Field Mark(Field field, PgType type) => field.WithMetadata(field.Metadata.With(TypeKey, type.Name));

    /// <summary>An opaque field of a PostgreSQL type.</summary>
    public static Field Opaque(ArrowType storage, PgType type) =>
        Field.Extension("", storage, ExtensionNames.Opaque, $$"""{"type_name":{{Quote(type.Name)}},"vendor_name":"{{Vendor}}"}""");

    /// <summary>Whether a field is opaque of PostgreSQL over binary: its values are the server's own binary form, whatever the type.</summary>
    public static bool IsRaw(Field field) => field.Type.Id == ArrowTypeId.Binary && OpaqueName(field, Vendor) is not null;

    /// <summary>The PostgreSQL type that a field is marked with; null when it bears no mark, or another engine's.</summary>
    public static PgType? Read(Field field) => (field.Metadata[TypeKey] ?? OpaqueName(field, Vendor)) is { } text ? PgTypeText.Parse(text) : null;

    /// <summary>The name of an opaque field's type, whoever made it; null when the field is not opaque.</summary>
    public static string? ForeignName(Field field) => OpaqueName(field, null);

    private static string? OpaqueName(Field field, string? vendor)
    {
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

    private static string Quote(string text) => JsonSerializer.Serialize(text, TextJson.Default.String);
}
