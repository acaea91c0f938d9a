using Hawser.Arrow;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>A column that can hold nothing but NULL.</summary>
internal sealed class NothingDecoder(ArrayBuilder builder) : CellDecoder(builder)
{
    public override void AppendBinary(ref PacketCursor row) => throw new WireFormatException("a value came in a column of NULL");

    public override void AppendText(ReadOnlySpan<byte> value) => throw new WireFormatException("a value came in a column of NULL");
}
