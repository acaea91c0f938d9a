using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql.Scanning;

/// <summary>A column of a primary key along which a table can be cut: one whose values the server compares as literals in the order of the index.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its values are.</param>
internal sealed record KeyColumn(string Name, KeyKind Kind)
{
    /// <summary>Begins the name of the property that says how much of a column is in the primary key, where it is not all.</summary>
    public const string PrefixProperty = "primary_prefix:";

    private static readonly System.Buffers.SearchValues<char> NumberCharacters = System.Buffers.SearchValues.Create("0123456789.-");
    private static readonly System.Buffers.SearchValues<char> MomentCharacters = System.Buffers.SearchValues.Create("0123456789.-: ");

    /// <summary>The name in SQL.</summary>
    public string Quoted { get; } = MySqlDialect.Instance.QuoteName(Name);

    /// <summary>The expression that gives a value in the form that shares keep.</summary>
    public string Expression => Kind switch
    {
        KeyKind.Text => $"hex(convert({Quoted} USING utf8mb4))",
        KeyKind.Bytes => $"hex({Quoted})",
        _ => Quoted,
    };

    /// <summary>
    /// The leading columns of a table's primary key that can be used; none where the first cannot. An enum is compared as a text though the index has its numbers, and a prefix of a column is
    /// not its value.
    /// </summary>
    public static IReadOnlyList<KeyColumn> Of(TableModel table)
    {
        IEnumerable<KeyColumn?> columns = (table.PrimaryKey?.Columns ?? []).Select(name =>
            !table.Properties.ContainsKey(PrefixProperty + name) && KindOf(MySqlTypeText.Parse(table.Column(name)!.NativeType).Name) is { } kind ? new KeyColumn(name, kind) : null);
        return [.. columns.TakeWhile(column => column is not null).OfType<KeyColumn>()];
    }

    /// <summary>A value as a literal, which the server converts to the column's character set and compares by the column's collation; null when the text is no value of the kind.</summary>
    public string? Literal(string value) => Kind switch
    {
        KeyKind.Number => value.Length > 0 && !value.AsSpan().ContainsAnyExcept(NumberCharacters) && value.LastIndexOf('-') <= 0 ? value : null,
        KeyKind.Moment => value.Length > 0 && !value.AsSpan().ContainsAnyExcept(MomentCharacters) ? $"'{value}'" : null,
        _ when value.Length % 2 != 0 || !value.All(char.IsAsciiHexDigit) => null,
        _ when value.Length == 0 => "''",
        KeyKind.Text => $"_utf8mb4 0x{value}",
        _ => $"X'{value}'",
    };

    private static KeyKind? KindOf(string type) => type switch
    {
        "tinyint" or "smallint" or "mediumint" or "int" or "bigint" or "decimal" or "year" => KeyKind.Number,
        "date" or "datetime" or "timestamp" => KeyKind.Moment,
        "char" or "varchar" => KeyKind.Text,
        "binary" or "varbinary" => KeyKind.Bytes,
        _ => null,
    };
}
