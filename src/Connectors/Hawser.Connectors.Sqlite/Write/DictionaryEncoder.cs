namespace Hawser.Connectors.Sqlite.Write;

/// <summary>The values that a column's indices point to.</summary>
internal sealed class DictionaryEncoder(int parameter, CellEncoder values) : CellEncoder(parameter)
{
    public override string MisfitReason => values.MisfitReason;

    protected override void BeginCore() => values.Begin(Column.Dictionary!);

    protected override int BindValue(nint statement, int row) => values.Bind(statement, checked((int)Column.GetDictionaryIndex(row)));
}
