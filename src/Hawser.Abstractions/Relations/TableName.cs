namespace Hawser.Connectors;

/// <summary>The name of a table or view, each part as it is, unquoted. Parts that are null mean the engine's default.</summary>
/// <param name="Catalog">The catalog (a database in most engines, an attached one in SQLite and DuckDB), or null.</param>
/// <param name="Schema">The schema, or null.</param>
/// <param name="Name">The table.</param>
public sealed record TableName(string? Catalog, string? Schema, string Name) : Relation
{
    /// <summary>Names a table in the default schema.</summary>
    public TableName(string name)
        : this(null, null, name)
    {
    }

    /// <inheritdoc/>
    public override string DisplayName => string.Join('.', new[] { Catalog, Schema, Name }.Where(p => p is not null));

    /// <summary>The parts joined with points, unquoted: for messages, not for SQL.</summary>
    public override string ToString() => DisplayName;
}
