using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>The parts of a second that a column keeps; the server rounds what is finer, so that is looked at before.</summary>
internal static class TimePrecision
{
    private const int MostDigits = 6;
    private const int IntervalMask = 0xFFFF;

    /// <summary>The microseconds of which values must be multiples: 1 for a column that keeps them all.</summary>
    public static long StepOf(PgType type)
    {
        int modifier = type.Base.Modifier;
        int digits = modifier < 0 ? MostDigits : type.Base.CatalogName == "interval" ? modifier & IntervalMask : modifier;
        long step = 1;
        for (int i = Math.Clamp(digits, 0, MostDigits); i < MostDigits; i++)
        {
            step *= 10;
        }

        return step;
    }
}
