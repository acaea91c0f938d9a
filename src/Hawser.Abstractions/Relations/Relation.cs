namespace Hawser.Connectors;

/// <summary>Something that can be read as a table: a table or view, a file, a query, a call of a table function.</summary>
public abstract record Relation
{
    private protected Relation()
    {
    }

    /// <summary>What it is called in messages: the table's name, the file's path, <c>the query</c>.</summary>
    public abstract string DisplayName { get; }
}
