namespace Hawser.Arrow;

/// <summary>
/// A point on a time line, counted from 1970-01-01T00:00:00. With a <see cref="Zone"/> the value is an instant counted in UTC and the zone
/// says how to show it; without one it is a wall-clock time whose zone is not known.
/// </summary>
public sealed class TimestampType : ArrowType
{
    /// <summary>Makes the type. An empty zone counts as none.</summary>
    public TimestampType(TimeUnit unit, string? zone = null)
        : base(ArrowTypeId.Timestamp)
    {
        Unit = unit;
        Zone = string.IsNullOrEmpty(zone) ? null : zone;
        Format = $"ts{TimeUnitNames.Letter(unit)}:{Zone}";
    }

    /// <summary>The unit of the stored integer.</summary>
    public TimeUnit Unit { get; }

    /// <summary>An Olson name or an offset such as <c>+02:00</c>; null when the values are wall-clock times.</summary>
    public string? Zone { get; }

    /// <inheritdoc/>
    public override string Format { get; }

    /// <inheritdoc/>
    public override bool Equals(ArrowType? other) => other is TimestampType t && t.Unit == Unit && t.Zone == Zone;

    /// <inheritdoc/>
    public override string ToString() =>
        Zone is null ? $"timestamp[{TimeUnitNames.Name(Unit)}]" : $"timestamp[{TimeUnitNames.Name(Unit)}, {Zone}]";
}
