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
    public static Field Opaque(ArrowType storage, DuckDbType type) => OpaqueField.Make(storage, type.ToString(), Vendor);

    /// <summary>The DuckDB type that a field is marked with; null when it bears no mark, or another engine's.</summary>
    public static DuckDbType? Read(Field field)
    {
        var text = field.Metadata[TypeKey] ?? OpaqueField.NameOf(field, Vendor);
        return text is null ? null : TryParse(text);
    }

    /// <summary>Whether a field is opaque of DuckDB.</summary>
    public static bool IsOwn(Field field) => OpaqueField.NameOf(field, Vendor) is not null;

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
}
