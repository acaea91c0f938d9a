using System.Runtime.CompilerServices;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Read.Values;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>Types of fixed width on both sides.</summary>
internal sealed class FixedDecoder<T, TWire>(FixedWidthBuilder<T> builder) : CellDecoder(builder)
    where T : unmanaged
    where TWire : struct, IWireValue<T>
{
    private readonly FixedWidthBuilder<T> _builder = builder;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AppendBinary(ref PacketCursor row) => _builder.Append(TWire.Read(row.Bytes(TWire.Width)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AppendText(ReadOnlySpan<byte> value) =>
        _builder.Append(TWire.TryParse(value, out T read) ? read : throw new WireFormatException($"{BytesText.Quote(value)} came as a value of {TWire.Name}"));
}
