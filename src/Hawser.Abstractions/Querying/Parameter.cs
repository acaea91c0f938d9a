using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>One value for a placeholder.</summary>
/// <param name="Value">
/// null (and <see cref="DBNull"/>), bool, the integer types, <see cref="Int128"/>, float, double, decimal, string, char, byte[], <see cref="DateOnly"/>, <see cref="TimeOnly"/>, <see cref="TimeSpan"/>,
/// <see cref="DateTime"/> (UTC kind as an instant, others as wall-clock time), <see cref="DateTimeOffset"/>, <see cref="Guid"/>, <see cref="MonthDayNano"/>.
/// </param>
/// <param name="Name">The placeholder's name without its prefix; null to bind by position.</param>
public sealed record Parameter(object? Value, string? Name = null)
{
    /// <summary>The Arrow type to bind as; null to take it from the value.</summary>
    public ArrowType? Type { get; init; }

    /// <summary>Name only: values do not belong in logs.</summary>
    public override string ToString() => Name ?? "?";
}
