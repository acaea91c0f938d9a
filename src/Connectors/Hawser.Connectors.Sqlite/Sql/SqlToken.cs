namespace Hawser.Connectors.Sqlite.Sql;

/// <summary>A piece of SQL text, by its place in that text.</summary>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int Length)
{
    /// <summary>The first position behind the token.</summary>
    public int End => Start + Length;
}
