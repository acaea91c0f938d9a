using Hawser.Arrow;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>Bytes of one length, by the mark in the column's comment.</summary>
internal sealed class FixedBytesDecoder(FixedSizeBinaryBuilder builder) : TextualDecoder(builder)
{
    private readonly FixedSizeBinaryBuilder _builder = builder;
    private readonly int _width = ((FixedSizeBinaryType)builder.Type).ByteWidth;

    public override void AppendText(ReadOnlySpan<byte> value)
    {
        if (value.Length != _width)
        {
            throw new CellMisfitException($"a value has {value.Length} bytes and not {_width}, as the mark in the column's comment says; drop the mark to read it as it is");
        }

        _builder.Append(value);
    }
}
