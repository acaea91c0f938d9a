using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>Bytes as they are: bytea and uuid.</summary>
internal sealed unsafe class BytesEncoder : CopyEncoder
{
    private ColumnBytes _bytes;

    protected override void BeginCore() => _bytes = new ColumnBytes(Column);

    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        byte* value = _bytes.Of(row, out long length);
        if (length > TextRules.MostBytes)
        {
            return Refuse(TextRules.TooLong);
        }

        output.Field(value, (int)length);
        return true;
    }
}
