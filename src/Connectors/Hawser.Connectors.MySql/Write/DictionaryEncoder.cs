namespace Hawser.Connectors.MySql.Write;

/// <summary>The values that a column's indices point to.</summary>
internal sealed class DictionaryEncoder(FieldEncoder values) : FieldEncoder
{
    public override bool TryWrite(int row, LoadOutput output)
    {
        long index = Column.GetDictionaryIndex(row);
        if ((ulong)index >= (ulong)Column.Dictionary!.Length)
        {
            return Refuse("points behind its dictionary");
        }

        return values.TryWrite((int)index, output) || Refuse(values.MisfitReason);
    }

    protected override void BeginCore() => values.Begin(Column.Dictionary!);

    protected override bool IsNullValue(int row)
    {
        long index = Column.GetDictionaryIndex(row);
        return (ulong)index < (ulong)Column.Dictionary!.Length && values.WritesNull((int)index);
    }
}
