namespace Hawser.Arrow;

/// <summary>An exact decimal: an integer of <see cref="Precision"/> digits divided by 10^<see cref="Scale"/>.</summary>
public sealed class DecimalType : ArrowType
{
    /// <summary>The most digits that 128 bits hold whole.</summary>
    public const int MaxPrecision128 = 38;

    /// <summary>The most digits that 256 bits hold whole.</summary>
    public const int MaxPrecision256 = 76;

    private DecimalType(ArrowTypeId id, int precision, int scale)
        : base(id)
    {
        int most = id == ArrowTypeId.Decimal128 ? MaxPrecision128 : MaxPrecision256;
        ArgumentOutOfRangeException.ThrowIfLessThan(precision, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(precision, most);
        Precision = precision;
        Scale = scale;
    }

    /// <summary>How many digits a value may have.</summary>
    public int Precision { get; }

    /// <summary>How many of the digits stand behind the point; negative for multiples of a power of ten.</summary>
    public int Scale { get; }

    /// <summary>A decimal in 16 bytes; precision 1–38.</summary>
    public static DecimalType Decimal128(int precision, int scale) => new(ArrowTypeId.Decimal128, precision, scale);

    /// <summary>A decimal in 32 bytes; precision 1–76.</summary>
    public static DecimalType Decimal256(int precision, int scale) => new(ArrowTypeId.Decimal256, precision, scale);

    /// <summary>The narrower of decimal128 and decimal256 that holds this precision.</summary>
    public static DecimalType OfPrecision(int precision, int scale) =>
        precision <= MaxPrecision128 ? Decimal128(precision, scale) : Decimal256(precision, scale);

    /// <inheritdoc/>
    public override string Format => Id == ArrowTypeId.Decimal128 ? $"d:{Precision},{Scale}" : $"d:{Precision},{Scale},256";

    /// <inheritdoc/>
    public override bool Equals(ArrowType? other) =>
        other is DecimalType t && t.Id == Id && t.Precision == Precision && t.Scale == Scale;

    /// <inheritdoc/>
    public override string ToString() => $"{(Id == ArrowTypeId.Decimal128 ? "decimal128" : "decimal256")}({Precision}, {Scale})";
}
