namespace Hawser.Connectors.MySql.Types;

/// <summary>A native type, taken apart.</summary>
/// <param name="Name">The type's own name, lower case and without numbers: <c>int</c>, <c>varchar</c>.</param>
internal sealed record MySqlType(string Name)
{
    /// <summary>The type as the server writes it, e.g. <c>decimal(15,2) unsigned</c>.</summary>
    public required string Text { get; init; }

    /// <summary>The first number in parentheses: length, digits, or digits of a second; null when there is none.</summary>
    public int? Length { get; init; }

    /// <summary>The second number in parentheses: digits behind the point.</summary>
    public int Scale { get; init; }

    /// <summary>Whether numbers begin at 0.</summary>
    public bool IsUnsigned { get; init; }

    /// <summary>Whether the server shows numbers with zeros in front.</summary>
    public bool IsZeroFill { get; init; }

    /// <summary>The values of an enum or set, in their order; empty for other types, and for the result of a query.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Whether values have a place on earth or in the plane.</summary>
    public bool IsGeometry => Name is "geometry" or "point" or "linestring" or "polygon" or "multipoint" or "multilinestring" or "multipolygon" or "geometrycollection" or "geomcollection";

    /// <summary>Whether values are texts in a character set.</summary>
    public bool IsText => Name is "char" or "varchar" or "tinytext" or "text" or "mediumtext" or "longtext";

    /// <summary>Whether values are bytes.</summary>
    public bool IsBytes => Name is "binary" or "varbinary" or "tinyblob" or "blob" or "mediumblob" or "longblob";

    /// <summary>Whether values may be so long that no index takes them whole, which keys must.</summary>
    public bool IsUnlimited => Name is "json" or "tinytext" or "text" or "mediumtext" or "longtext" or "tinyblob" or "blob" or "mediumblob" or "longblob";
}
