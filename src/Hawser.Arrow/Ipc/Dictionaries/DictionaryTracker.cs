namespace Hawser.Arrow.Ipc;

/// <summary>Knows which dictionaries the reader has, and lists those that a batch needs and the reader lacks, inner ones first.</summary>
internal sealed class DictionaryTracker(WireSchema schema) : IDisposable
{
    private readonly Dictionary<long, ArrowArray> _sent = [];

    /// <summary>The dictionary batches that must be written before this batch. The caller disposes their values.</summary>
    public List<PendingDictionary> Changes(RecordBatch batch)
    {
        var changes = new List<PendingDictionary>();
        if (schema.Dictionaries.Count > 0)
        {
            for (int i = 0; i < schema.Fields.Length; i++)
            {
                Collect(schema.Fields[i], batch[i], changes);
            }
        }

        return changes;
    }

    public void Dispose()
    {
        foreach (ArrowArray values in _sent.Values)
        {
            values.Dispose();
        }

        _sent.Clear();
    }

    private bool Collect(WireField field, ArrowArray array, List<PendingDictionary> changes)
    {
        ArrowArray values = field.DictionaryId is null ? array : array.Dictionary!;
        bool innerChanged = false;
        for (int i = 0; i < field.Children.Length; i++)
        {
            innerChanged |= Collect(field.Children[i], values.Children[i], changes);
        }

        return field.DictionaryId is long id ? Compare(id, values, innerChanged, changes) : innerChanged;
    }

    private bool Compare(long id, ArrowArray values, bool innerChanged, List<PendingDictionary> changes)
    {
        if (_sent.TryGetValue(id, out ArrowArray? sent))
        {
            if (!innerChanged && (ReferenceEquals(sent, values) || ArrayPrefix.AreSame(sent, values)))
            {
                return false;
            }

            sent.Dispose();
        }

        _sent[id] = values.Retain();
        changes.Add(new PendingDictionary(id, values.Retain(), IsDelta: false));
        return true;
    }
}
