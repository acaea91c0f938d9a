namespace Hawser.Connectors.MySql.Write;

/// <summary>A column of the null type: every value is NULL.</summary>
internal sealed class NullEncoder : FieldEncoder
{
    public override bool TryWrite(int row, LoadOutput output) => Refuse("is of the null type");

    protected override bool IsNullValue(int row) => true;
}
