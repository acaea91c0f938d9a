using Hawser.Arrow;
using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>The server's own bytes of a value, read encoded from a PostgreSQL database. The numbers of users' types in arrays and composites are another database's, and are changed into this one's.</summary>
internal sealed unsafe class RawEncoder(PgType type) : CopyEncoder
{
    private readonly bool _hasForeignNumbers = RawNumbers.HasAny(type);
    private ColumnBytes _bytes;

    protected override void BeginCore() => _bytes = new ColumnBytes(Column);

    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        byte* value = _bytes.Of(row, out long length);
        if (length > TextRules.MostBytes)
        {
            return Refuse(TextRules.TooLong);
        }

        int start = output.Length + sizeof(int);
        output.Field(value, (int)length);
        return !_hasForeignNumbers || RawNumbers.TryFill(type, output.From(start)) || Refuse($"is no binary form of {type}");
    }
}
