using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>Composite values: how many attributes, then of each its type and its field.</summary>
internal sealed class StructEncoder(CopyEncoder[] members, PgType type) : CopyEncoder
{
    protected override void BeginCore()
    {
        for (int i = 0; i < members.Length; i++)
        {
            members[i].Begin(Column.Children[i]);
        }
    }

    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        int start = output.Length;
        output.Int32(0);
        output.Int32(members.Length);
        for (int i = 0; i < members.Length; i++)
        {
            output.Int32(unchecked((int)type.Fields[i].Type.Oid));
            if (!members[i].TryWrite(row, output))
            {
                return Refuse($"has \"{type.Fields[i].Name}\", which {members[i].MisfitReason}");
            }
        }

        int length = output.Length - start - sizeof(int);
        output.PutLength(start, length);
        return length <= TextRules.MostBytes || Refuse(TextRules.TooLong);
    }
}
