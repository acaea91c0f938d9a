namespace Hawser.Arrow;

/// <summary>The canonical extension types that Hawser keeps through every boundary.</summary>
/// <remarks>Source: Arrow documentation, "Canonical Extension Types".</remarks>
public static class ExtensionNames
{
    /// <summary>JSON text; storage utf8 or large_utf8.</summary>
    public const string Json = "arrow.json";

    /// <summary>A UUID in network byte order; storage fixed_size_binary(16).</summary>
    public const string Uuid = "arrow.uuid";

    /// <summary>A value of a type that Arrow does not know; metadata is JSON with <c>type_name</c> and <c>vendor_name</c>.</summary>
    public const string Opaque = "arrow.opaque";
}
