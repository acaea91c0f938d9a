namespace Hawser.Connectors;

/// <summary>The result of a query.</summary>
/// <param name="Statement">A statement that returns rows.</param>
public sealed record QueryRelation(Statement Statement) : Relation
{
    /// <summary>What it is called in messages.</summary>
    public override string DisplayName => "the query";
}
