using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>Bytes.</summary>
internal sealed class BytesSink(VarBinaryBuilder builder) : ValueSink<byte[]>(builder)
{
    public override void Append(byte[] value) => builder.Append(value);
}
