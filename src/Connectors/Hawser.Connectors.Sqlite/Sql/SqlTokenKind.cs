namespace Hawser.Connectors.Sqlite.Sql;

/// <summary>What a piece of SQL text is.</summary>
internal enum SqlTokenKind
{
    /// <summary>A bare word: a keyword or a name.</summary>
    Word,

    /// <summary>A name in double quotes, back quotes or brackets.</summary>
    QuotedName,

    /// <summary>A text literal.</summary>
    String,

    /// <summary>A blob literal, <c>x'00'</c>.</summary>
    Blob,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A placeholder: <c>?</c>, <c>?1</c>, <c>:a</c>, <c>@a</c>, <c>$a</c>.</summary>
    Parameter,

    /// <summary>An operator, a parenthesis, a comma or a semicolon.</summary>
    Symbol,

    /// <summary>The end of the text.</summary>
    End,
}
