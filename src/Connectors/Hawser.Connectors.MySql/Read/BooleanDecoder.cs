using Hawser.Arrow;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>tinyint(1) as truth: 0 or 1.</summary>
internal sealed class BooleanDecoder(BooleanBuilder builder) : CellDecoder(builder)
{
    private readonly BooleanBuilder _builder = builder;

    public override void AppendBinary(ref PacketCursor row) => Append((sbyte)row.Byte());

    public override void AppendText(ReadOnlySpan<byte> value) =>
        Append(Values.IntegerText.TryParse(value, out sbyte read) ? read : throw new WireFormatException($"{BytesText.Quote(value)} came as a value of tinyint"));

    private void Append(sbyte value) => _builder.Append(value is 0 or 1 ? value == 1 : throw new CellMisfitException($"{value} is neither 0 nor 1"));
}
