namespace Hawser.Arrow.Ipc;

/// <summary>Gives every batch of a file the same dictionaries, which grow: the file format can append to a dictionary but not replace it.</summary>
internal sealed class DictionaryMerger(WireSchema schema, ArrowAllocator allocator) : IDisposable
{
    private readonly Dictionary<long, GrowingDictionary> _dictionaries = [];

    /// <summary>The batch over the file's dictionaries, and the values that must be written before it, inner ones first. The caller disposes both.</summary>
    public RecordBatch Merge(RecordBatch batch, out List<PendingDictionary> changes)
    {
        changes = [];
        if (schema.Dictionaries.Count == 0)
        {
            return batch.Retain();
        }

        var columns = new List<ArrowArray>();
        bool done = false;
        try
        {
            for (int i = 0; i < schema.Fields.Length; i++)
            {
                columns.Add(Merge(schema.Fields[i], batch[i], changes));
            }

            var merged = new RecordBatch(batch.Schema, batch.RowCount, columns.ToArray());
            done = true;
            return merged;
        }
        finally
        {
            if (!done)
            {
                columns.ForEach(c => c.Dispose());
                changes.ForEach(c => c.Values.Dispose());
            }
        }
    }

    public void Dispose()
    {
        foreach (GrowingDictionary dictionary in _dictionaries.Values)
        {
            dictionary.Dispose();
        }

        _dictionaries.Clear();
    }

    private ArrowArray Merge(WireField field, ArrowArray array, List<PendingDictionary> changes)
    {
        if (field.DictionaryId is not long id)
        {
            return MergeChildren(field, array, changes);
        }

        if (!_dictionaries.TryGetValue(id, out GrowingDictionary? dictionary))
        {
            _dictionaries.Add(id, dictionary = new GrowingDictionary(allocator));
        }

        using ArrowArray values = MergeChildren(field, array.Dictionary!, changes);
        bool isFirst = dictionary.Values is null;
        long[]? positions = dictionary.Add(values, out ArrowArray? added);
        if (added is not null)
        {
            changes.Add(new PendingDictionary(id, added, IsDelta: !isFirst));
        }

        return positions is null
            ? WithDictionary(array, dictionary.Values!.Retain())
            : DictionaryIndices.Move(array, positions, dictionary.Values!, field.Field.Name, allocator);
    }

    private ArrowArray MergeChildren(WireField field, ArrowArray array, List<PendingDictionary> changes)
    {
        if (!HasDictionaries(field))
        {
            return array.Retain();
        }

        using var parts = new ArrayParts(array.Type);
        for (int i = 0; i < parts.Children.Length; i++)
        {
            parts.Children[i] = Merge(field.Children[i], array.Children[i], changes);
        }

        RetainBuffers(array, parts);
        return parts.ToArray(array.Length, array.NullCount, array.Offset);
    }

    private static ArrowArray WithDictionary(ArrowArray array, ArrowArray dictionary)
    {
        using var parts = new ArrayParts(array.Type) { Dictionary = dictionary };
        RetainBuffers(array, parts);
        return parts.ToArray(array.Length, array.NullCount, array.Offset);
    }

    private static void RetainBuffers(ArrowArray array, ArrayParts parts)
    {
        for (int i = 0; i < parts.Buffers.Length; i++)
        {
            parts.Buffers[i] = array.Buffers[i]?.Retain();
        }
    }

    private static bool HasDictionaries(WireField field) => Array.Exists(field.Children, c => c.DictionaryId is not null || HasDictionaries(c));
}
