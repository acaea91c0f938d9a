using Hawser.Arrow;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>Composite types.</summary>
/// <remarks>Source: src/backend/utils/adt/rowtypes.c, record_send: how many attributes, then of each its type, length and value.</remarks>
internal sealed class StructDecoder(StructBuilder builder, CopyDecoder[] members) : CopyDecoder(builder)
{
    private readonly StructBuilder _builder = builder;

    public override void Append(ReadOnlySpan<byte> value)
    {
        var cursor = new MessageCursor(value);
        int count = cursor.Int32();
        if (count != members.Length)
        {
            throw new CellMisfitException($"a composite value of {count} attributes does not fit {members.Length}");
        }

        foreach (CopyDecoder member in members)
        {
            cursor.Int32();
            int length = cursor.Int32();
            if (length == -1)
            {
                member.AppendNull();
            }
            else
            {
                member.Append(cursor.Bytes(length));
            }
        }

        cursor.End();
        _builder.Append();
    }
}
