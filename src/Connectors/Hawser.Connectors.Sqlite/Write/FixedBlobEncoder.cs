namespace Hawser.Connectors.Sqlite.Write;

/// <summary>Bytes of one length.</summary>
internal sealed unsafe class FixedBlobEncoder(int parameter) : CellEncoder(parameter)
{
    protected override int BindValue(nint statement, int row)
    {
        int width = Column.Type.ByteWidth;
        byte* value = Column.DataPointer + ((long)(Column.Offset + row) * width);
        return BytesEncoder.Bind(statement, Parameter, new ReadOnlySpan<byte>(value, width), isText: false);
    }
}
