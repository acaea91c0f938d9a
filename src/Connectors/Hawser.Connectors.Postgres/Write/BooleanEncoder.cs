using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>bool: a byte, 0 or 1.</summary>
internal sealed unsafe class BooleanEncoder : CopyEncoder
{
    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        byte* at = output.Reserve(sizeof(int) + 1);
        CopyOutput.Put(at, 1);
        at[sizeof(int)] = Bitmap.Get(Column.DataPointer, Column.Offset + row) ? (byte)1 : (byte)0;
        output.Advance(sizeof(int) + 1);
        return true;
    }
}
