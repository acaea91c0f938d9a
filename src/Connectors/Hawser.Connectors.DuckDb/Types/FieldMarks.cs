using System.Text.Json;
using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Types;

/// <summary>How a field says which DuckDB type it came from, where its Arrow type alone does not.</summary>
internal static class FieldMarks
{
    /// <summary>The metadata key of the native type's text, on fields whose Arrow type several DuckDB types share.</summary>
    public const string TypeKey = "duckdb:type";

    private const string Vendor = "DuckDB";

    /// <summary>The field with its native type noted.</summary>
    public static Field Mark(Field field, DuckDbType type) => field.WithMetadata(field.Metadata.With(TypeKey, type.ToString()));

    /// <summary>An opaque field of a DuckDB type.</summary>
    public static Field Opaque(ArrowType storage, DuckDbType type) =>
        Field.Extension("", storage, ExtensionNames.Opaque, $$"""{"type_name":{{Quote(type.ToString())}},"vendor_name":"{{Vendor}}"}""");

    /// <summary>The DuckDB type that a field is marked with; null when it bears no mark, or another engine's.</summary>
    public static DuckDbType? Read(Field field)
    {
        var text = field.Metadata[TypeKey] ?? (field.ExtensionName == ExtensionNames.Opaque ? OpaqueName(field, Vendor) : null);
        return text is null ? null : TryParse(text);
    }

    /// <summary>The name of an opaque field's type, whoever made it; null when the field is not opaque.</summary>
    public static string? ForeignName(Field field) => field.ExtensionName == ExtensionNames.Opaque ? OpaqueName(field, null) : null;

    /// <summary>Whether a field is opaque of DuckDB.</summary>
    public static bool IsOwn(Field field) => field.ExtensionName == ExtensionNames.Opaque && OpaqueName(field, Vendor) is not null;

    private static string? OpaqueName(Field field, string? vendor)
    {
        try
        {
            using var json = JsonDocument.Parse(field.ExtensionMetadata is { Length: > 0 } text ? text : "{}");
            var root = json.RootElement;
            var isWanted = root.ValueKind == JsonValueKind.Object && (vendor is null || TextOf(root, "vendor_name") == vendor);
            return isWanted ? TextOf(root, "type_name") : null;
        }
        catch (JsonException)
        {
            // Metadata comes from outside; a mark that cannot be read is no mark.
            return null;
        }
    }

    private static string? TextOf(JsonElement root, string key) =>
        root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DuckDbType? TryParse(string text)
    {
        try
        {
            return DuckDbTypeParser.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text, TextJson.Default.String);
}
