namespace Hawser.Connectors;

/// <summary>One argument of a table function.</summary>
/// <param name="Name">The argument's name in <c>name = value</c>, or null for one given by its place.</param>
/// <param name="Value">The literal.</param>
public sealed record TableFunctionArgument(string? Name, TableFunctionValue Value)
{
    /// <summary>The argument in canonical spelling.</summary>
    /// <returns><c>value</c> or <c>name = value</c>.</returns>
    public override string ToString() => Name is null ? Value.ToString() : $"{Name} = {Value}";
}
