namespace Hawser.Arrow;

/// <summary>An elapsed time, not bound to a calendar.</summary>
public sealed class DurationType : ArrowType
{
    /// <summary>Makes the type.</summary>
    public DurationType(TimeUnit unit)
        : base(ArrowTypeId.Duration)
    {
        Unit = unit;
        Format = "tD" + TimeUnitNames.Letter(unit);
    }

    /// <summary>The unit of the stored integer.</summary>
    public TimeUnit Unit { get; }

    /// <inheritdoc/>
    public override string Format { get; }

    /// <inheritdoc/>
    public override bool Equals(ArrowType? other) => other is DurationType t && t.Unit == Unit;

    /// <inheritdoc/>
    public override string ToString() => $"duration[{TimeUnitNames.Name(Unit)}]";
}
