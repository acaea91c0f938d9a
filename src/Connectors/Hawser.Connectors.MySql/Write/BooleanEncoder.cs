namespace Hawser.Connectors.MySql.Write;

/// <summary>Bools as 1 and 0.</summary>
internal sealed class BooleanEncoder : FieldEncoder
{
    public override bool TryWrite(int row, LoadOutput output)
    {
        output.Byte(Column.GetBoolean(row) ? (byte)'1' : (byte)'0');
        return true;
    }

    /// <inheritdoc/>
    public override BoundType? Bound => BoundType.Int8;

    public override bool TryBind(int row, LoadOutput output)
    {
        output.Byte(Column.GetBoolean(row) ? (byte)1 : (byte)0);
        return true;
    }
}
