namespace Hawser.Connectors.Sqlite.Sql;

/// <summary>One column of a stored <c>CREATE TABLE</c>.</summary>
internal sealed class ParsedColumn(string name)
{
    public string Name { get; } = name;

    /// <summary>The expression of a generated column, without its parentheses.</summary>
    public string? GeneratedExpression { get; set; }

    /// <summary>The default as written; an expression keeps its parentheses.</summary>
    public string? Default { get; set; }

    public string? Collation { get; set; }

    public bool IsAutoincrement { get; set; }

    /// <summary>An <c>ON CONFLICT</c> clause on any of the column's constraints, which no other engine has.</summary>
    public bool HasConflictClause { get; set; }
}
