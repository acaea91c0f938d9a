using Hawser.Arrow;
using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Read;

/// <summary>A type whose values are the same bytes in both kinds of rows, behind their length.</summary>
internal abstract class TextualDecoder(ArrayBuilder builder) : CellDecoder(builder)
{
    public override void AppendBinary(ref PacketCursor row) => AppendText(row.Text());
}
