using System.Buffers;
using System.Buffers.Binary;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>smallint, integer, bigint by their width.</summary>
internal sealed class IntegerText : ITextForm
{
    public static IntegerText Instance { get; } = new();

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        switch (value.Length)
        {
            case sizeof(short): output.Write((long)BinaryPrimitives.ReadInt16BigEndian(value)); break;
            case sizeof(int): output.Write((long)BinaryPrimitives.ReadInt32BigEndian(value)); break;
            case sizeof(long): output.Write(BinaryPrimitives.ReadInt64BigEndian(value)); break;
            default: WireValue.Throw("an integer type", $"has {value.Length} bytes"); break;
        }
    }
}
