namespace Hawser.Arrow;

/// <summary>Bytes, the same number in every value.</summary>
public sealed class FixedSizeBinaryType : ArrowType
{
    /// <summary>Makes the type. <paramref name="byteWidth"/> is at least 0.</summary>
    public FixedSizeBinaryType(int byteWidth)
        : base(ArrowTypeId.FixedSizeBinary)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(byteWidth);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(byteWidth, int.MaxValue / 8);
        BitWidth = byteWidth * 8;
    }

    /// <inheritdoc/>
    public override int BitWidth { get; }

    /// <inheritdoc/>
    public override string Format => $"w:{ByteWidth}";

    /// <inheritdoc/>
    public override bool Equals(ArrowType? other) => other is FixedSizeBinaryType t && t.BitWidth == BitWidth;

    /// <inheritdoc/>
    public override string ToString() => $"fixed_size_binary({ByteWidth})";
}
