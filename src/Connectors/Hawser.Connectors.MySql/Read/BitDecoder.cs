using Hawser.Arrow;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>bit(2) to bit(64): up to eight bytes, the highest first.</summary>
internal sealed class BitDecoder(FixedWidthBuilder<ulong> builder) : TextualDecoder(builder)
{
    private readonly FixedWidthBuilder<ulong> _builder = builder;

    public override void AppendText(ReadOnlySpan<byte> value) => _builder.Append(Read(value));

    /// <summary>The number that bits make.</summary>
    internal static ulong Read(ReadOnlySpan<byte> value)
    {
        if (value.Length is 0 or > sizeof(ulong))
        {
            throw new WireFormatException($"a value of bit has {value.Length} bytes");
        }

        ulong bits = 0;
        foreach (byte part in value)
        {
            bits = (bits << 8) | part;
        }

        return bits;
    }
}
