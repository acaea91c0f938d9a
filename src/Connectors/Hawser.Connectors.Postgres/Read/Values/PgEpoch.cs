namespace Hawser.Connectors.Postgres.Read.Values;

/// <summary>PostgreSQL counts from 2000-01-01, Arrow from 1970-01-01.</summary>
/// <remarks>Source: src/include/datatype/timestamp.h.</remarks>
internal static class PgEpoch
{
    /// <summary>Days from 1970-01-01 to 2000-01-01.</summary>
    public const int Days = 10_957;

    /// <summary>Microseconds of a day.</summary>
    public const long MicrosPerDay = 86_400_000_000;

    /// <summary>Microseconds from 1970-01-01 to 2000-01-01.</summary>
    public const long Micros = Days * MicrosPerDay;
}
