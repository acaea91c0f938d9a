using Hawser.Arrow;
using Hawser.Connectors.MySql.Read.Values;
using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Read;

/// <summary>Dates and moments kept as the server writes them, whatever the calendar says.</summary>
internal sealed class MomentTextDecoder(VarBinaryBuilder builder, bool hasTime, int fraction) : CellDecoder(builder)
{
    private readonly VarBinaryBuilder _builder = builder;

    public override void AppendBinary(ref PacketCursor row) => _builder.Append(MomentParts.Read(ref row).ToText(hasTime, fraction));

    public override void AppendText(ReadOnlySpan<byte> value) => _builder.Append(MomentParts.Parse(value).ToText(hasTime, fraction));
}
