using System.Buffers.Binary;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>A numeric as it lies on the wire: digits of base 10,000, the first of which counts 10,000 to the power of <see cref="Weight"/>.</summary>
/// <remarks>Source: src/backend/utils/adt/numeric.c, numeric_send.</remarks>
internal readonly ref struct NumericValue
{
    /// <summary>Decimal digits in a digit of base 10,000.</summary>
    public const int DigitsPerGroup = 4;

    /// <summary>The base.</summary>
    public const int GroupBase = 10_000;

    private const int HeaderBytes = 8;
    private const ushort Negative = 0x4000;
    private const ushort NotANumber = 0xC000;
    private const ushort PositiveInfinity = 0xD000;
    private const ushort NegativeInfinity = 0xF000;

    private readonly ReadOnlySpan<byte> _groups;
    private readonly ushort _sign;

    /// <summary>Reads a value.</summary>
    /// <exception cref="WireFormatException">The bytes are no numeric.</exception>
    public NumericValue(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes)
        {
            WireValue.ThrowLength(bytes, HeaderBytes, "numeric");
        }

        GroupCount = BinaryPrimitives.ReadInt16BigEndian(bytes);
        Weight = BinaryPrimitives.ReadInt16BigEndian(bytes[2..]);
        _sign = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        DisplayScale = BinaryPrimitives.ReadInt16BigEndian(bytes[6..]);
        _groups = bytes[HeaderBytes..];
        if (_groups.Length != GroupCount * sizeof(short) || _sign is not (0 or Negative or NotANumber or PositiveInfinity or NegativeInfinity) || DisplayScale < 0)
        {
            throw new WireFormatException($"a numeric of {GroupCount} digits of base 10,000, sign 0x{_sign:X4} and scale {DisplayScale} came in {bytes.Length} bytes");
        }
    }

    /// <summary>How many digits of base 10,000 there are.</summary>
    public int GroupCount { get; }

    /// <summary>The power of 10,000 that the first digit counts.</summary>
    public int Weight { get; }

    /// <summary>Decimal digits behind the point when it is written out.</summary>
    public int DisplayScale { get; }

    /// <summary>Whether it is below zero.</summary>
    public bool IsNegative => _sign == Negative;

    /// <summary>The name of a value that is no number; null for a number.</summary>
    public string? SpecialName => _sign switch
    {
        NotANumber => "NaN",
        PositiveInfinity => "Infinity",
        NegativeInfinity => "-Infinity",
        _ => null,
    };

    /// <summary>A digit of base 10,000.</summary>
    public int Group(int position)
    {
        int group = BinaryPrimitives.ReadInt16BigEndian(_groups[(position * sizeof(short))..]);
        return (uint)group < GroupBase ? group : throw new WireFormatException($"a numeric holds the digit {group} of base 10,000");
    }
}
