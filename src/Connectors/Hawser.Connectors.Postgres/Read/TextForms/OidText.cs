using System.Buffers;
using System.Buffers.Binary;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>oid: a number without sign.</summary>
internal sealed class OidText : ITextForm
{
    public static OidText Instance { get; } = new();

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        if (value.Length != sizeof(uint))
        {
            WireValue.ThrowLength(value, sizeof(uint), "oid");
        }

        output.Write((long)BinaryPrimitives.ReadUInt32BigEndian(value));
    }
}
