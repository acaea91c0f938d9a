using System.Buffers.Binary;
using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>bit(1–64): the bytes of a number, the highest first, which the server takes as they are.</summary>
/// <param name="bits">How many bits the column has.</param>
internal sealed class BitEncoder(int bits) : FieldEncoder
{
    public override bool TryWrite(int row, LoadOutput output)
    {
        ulong value = Column.Type.Id == ArrowTypeId.Boolean ? (Column.GetBoolean(row) ? 1ul : 0) : Column.Values<ulong>()[row];
        if (bits < 64 && value >> bits != 0)
        {
            return Refuse($"has more than {bits} bits");
        }

        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        output.Escaped(bytes[(sizeof(ulong) - ((bits + 7) / 8))..]);
        return true;
    }
}
