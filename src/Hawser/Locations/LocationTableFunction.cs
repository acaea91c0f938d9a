using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>A table that is computed by a table function of the engine: <c>duckdb:#read_csv('x.csv')</c>. It can be read, not written.</summary>
/// <param name="call">The call, parsed; the engine's dialect renders it anew.</param>
public sealed class LocationTableFunction(TableFunctionCall call) : LocationTable
{
    /// <summary>The parsed call.</summary>
    public TableFunctionCall Call { get; } = call ?? throw new ArgumentNullException(nameof(call));

    /// <inheritdoc/>
    public override Relation ToRelation() => new FunctionRelation(Call);

    /// <inheritdoc/>
    public override string ToString() => Call.ToString();
}
