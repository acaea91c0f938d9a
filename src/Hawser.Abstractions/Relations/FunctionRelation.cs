namespace Hawser.Connectors;

/// <summary>The result of a table function from the connector's allow-list.</summary>
/// <param name="Call">The parsed call; the dialect renders it anew.</param>
public sealed record FunctionRelation(TableFunctionCall Call) : Relation
{
    /// <inheritdoc/>
    public override string DisplayName => Call.ToString();
}
