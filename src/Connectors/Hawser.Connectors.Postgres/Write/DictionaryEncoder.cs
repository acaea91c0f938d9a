namespace Hawser.Connectors.Postgres.Write;

/// <summary>The values that a column's indices point to.</summary>
internal sealed class DictionaryEncoder(CopyEncoder values) : CopyEncoder
{
    protected override void BeginCore() => values.Begin(Column.Dictionary!);

    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        long index = Column.GetDictionaryIndex(row);
        if ((ulong)index >= (ulong)Column.Dictionary!.Length)
        {
            return Refuse("points behind its dictionary");
        }

        return values.TryWrite((int)index, output) || Refuse(values.MisfitReason);
    }
}
