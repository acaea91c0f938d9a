using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql.Write;

/// <summary>A column that is loaded.</summary>
/// <param name="Source">Its position in the batches.</param>
/// <param name="Name">Its name in the target.</param>
/// <param name="Type">Its type there.</param>
/// <param name="MakeEncoder">Makes what writes its values; each writer has one of its own.</param>
internal sealed record LoadColumn(int Source, string Name, MySqlType Type, Func<FieldEncoder> MakeEncoder)
{
    /// <summary>Why NULL is refused, to follow "the value NULL …"; null where it is taken. LOAD DATA would put something else in its place.</summary>
    public string? NullRefusal { get; init; }

    /// <summary>Whether its text is of another character set than UTF-8, or of none: the bytes of a file are then named as UTF-8 for the server to convert.</summary>
    public bool IsConverted { get; init; }

    /// <summary>Whether what is sent are bytes that are no text.</summary>
    public bool IsBytes => Type.Name is "bit" or "uuid" || Type.IsBytes || Type.IsGeometry || !IsKnownText;

    private bool IsKnownText => Type.IsText || Type.Name is "tinyint" or "smallint" or "mediumint" or "int" or "bigint" or "year" or "float" or "double" or "decimal" or "date" or "datetime"
        or "timestamp" or "time" or "enum" or "set" or "json" or "inet4" or "inet6";
}
