namespace Hawser.Arrow.Ipc;

/// <summary>The table that carries a dictionary's values, as a batch of one column.</summary>
/// <param name="Id">Which dictionary.</param>
/// <param name="IsDelta">Whether the values are appended to those sent before instead of replacing them.</param>
/// <param name="Batch">The values.</param>
/// <remarks>Source: Arrow format/Message.fbs, table DictionaryBatch.</remarks>
internal sealed record DictionaryBatchMessage(long Id, bool IsDelta, RecordBatchMessage Batch)
{
    public static DictionaryBatchMessage Read(FlatTable table) =>
        new(table.GetInt64(0), table.GetBoolean(2), RecordBatchMessage.Read(table.GetTable(1, "values of a dictionary batch")));

    public static int Write(FlatBuilder builder, long id, bool isDelta, int recordBatch)
    {
        builder.StartTable(3);
        builder.SetInt64(0, id);
        builder.SetPointer(1, recordBatch);
        builder.SetBoolean(2, isDelta);
        return builder.EndTable();
    }
}
