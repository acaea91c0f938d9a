namespace Hawser.Arrow;

/// <summary>A time of day since midnight: 32 bits for seconds and milliseconds, 64 bits for microseconds and nanoseconds.</summary>
public sealed class TimeType : ArrowType
{
    /// <summary>Makes the type; the unit decides between time32 and time64.</summary>
    public TimeType(TimeUnit unit)
        : base(unit <= TimeUnit.Millisecond ? ArrowTypeId.Time32 : ArrowTypeId.Time64)
    {
        Unit = unit;
        Format = "tt" + TimeUnitNames.Letter(unit);
    }

    /// <summary>The unit of the stored integer.</summary>
    public TimeUnit Unit { get; }

    /// <inheritdoc/>
    public override string Format { get; }

    /// <inheritdoc/>
    public override bool Equals(ArrowType? other) => other is TimeType t && t.Unit == Unit;

    /// <inheritdoc/>
    public override string ToString() => $"{(Id == ArrowTypeId.Time32 ? "time32" : "time64")}[{TimeUnitNames.Name(Unit)}]";
}
