using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>GUIDs as <c>arrow.uuid</c>, in network byte order.</summary>
internal sealed class UuidSink(FixedSizeBinaryBuilder builder) : ValueSink<Guid>(builder)
{
    public override void Append(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        builder.Append(bytes);
    }
}
