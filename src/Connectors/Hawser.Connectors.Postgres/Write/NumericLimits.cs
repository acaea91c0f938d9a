using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>What a numeric column takes. The server rounds silently to the column's scale, so that is looked at before.</summary>
/// <param name="Scale">Decimal digits behind the point; null for a column that takes any number of them.</param>
internal readonly record struct NumericLimits(int? Scale)
{
    /// <summary>Decimal digits in a digit of the wire's base.</summary>
    public const int GroupDigits = 4;

    /// <summary>The wire's base.</summary>
    public const int GroupBase = 10_000;

    /// <summary>The most decimal digits behind the point that a numeric can have.</summary>
    public const int MostScale = 16_383;

    /// <summary>The sign of a number below zero on the wire.</summary>
    public const ushort Negative = 0x4000;

    public const string TooFine = "has digits behind the column's scale, which the server would round";

    /// <summary>What a type takes.</summary>
    public static NumericLimits Of(PgType type) => new(type.Base.Precision is null ? null : type.Base.Scale);
}
