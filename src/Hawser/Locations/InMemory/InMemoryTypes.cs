using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>Which Arrow types the .NET types get that leave a choice. Every value is tested while it is read, and one that does not fit is an error naming its column and row.</summary>
public sealed record InMemoryTypes
{
    /// <summary>
    /// The unit of <see cref="DateTime"/> and <see cref="DateTimeOffset"/>. Null, the default: nanoseconds for objects, which keep every tick from 1677 to 2262; for a data reader microseconds,
    /// which reach over all years, unless its schema table says that a column has more than six digits of a second.
    /// </summary>
    public TimeUnit? TimestampUnit { get; init; }

    /// <summary>The digits of a <see cref="decimal"/> whose schema table says none. Default 38.</summary>
    public int DecimalPrecision { get; init; } = DecimalType.MaxPrecision128;

    /// <summary>How many of these digits stand behind the point. Default 10, so that 28 stand before it.</summary>
    public int DecimalScale { get; init; } = 10;

    internal DecimalType Decimal => DecimalType.Decimal128(DecimalPrecision, DecimalScale);
}
