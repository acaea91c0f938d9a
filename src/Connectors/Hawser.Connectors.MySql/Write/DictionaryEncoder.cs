namespace Hawser.Connectors.MySql.Write;

/// <summary>The values that a column's indices point to.</summary>
internal sealed class DictionaryEncoder(FieldEncoder values) : FieldEncoder
{
    public override bool TryWrite(int row, LoadOutput output) => TryFind(row, out int index) && (values.TryWrite(index, output) || Refuse(values.MisfitReason));

    /// <inheritdoc/>
    public override BoundType? Bound => values.Bound;

    public override bool TryBind(int row, LoadOutput output) => TryFind(row, out int index) && (values.TryBind(index, output) || Refuse(values.MisfitReason));

    protected override void BeginCore() => values.Begin(Column.Dictionary!);

    protected override bool IsNullValue(int row)
    {
        long index = Column.GetDictionaryIndex(row);
        return (ulong)index < (ulong)Column.Dictionary!.Length && values.WritesNull((int)index);
    }

    private bool TryFind(int row, out int index)
    {
        long found = Column.GetDictionaryIndex(row);
        index = (int)found;
        return (ulong)found < (ulong)Column.Dictionary!.Length || Refuse("points behind its dictionary");
    }
}
