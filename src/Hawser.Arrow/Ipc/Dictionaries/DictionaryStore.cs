namespace Hawser.Arrow.Ipc;

/// <summary>The dictionaries that have arrived, by id. Appended parts are put together when a batch first asks for them.</summary>
internal sealed class DictionaryStore(ArrowAllocator allocator) : IDisposable
{
    private readonly Dictionary<long, List<ArrowArray>> _parts = [];
    private readonly HashSet<ArrowArray> _tested = new(ReferenceEqualityComparer.Instance);

    /// <summary>The dictionaries that were validated when they arrived, or are put together of such.</summary>
    public IReadOnlySet<ArrowArray> Tested => _tested;

    /// <summary>Whether values with this id have arrived.</summary>
    public bool Contains(long id) => _parts.ContainsKey(id);

    /// <summary>Takes over one reference of a dictionary's values, which were validated, in place of or behind what it had.</summary>
    public void Add(long id, ArrowArray values, bool isDelta)
    {
        if (!_parts.TryGetValue(id, out List<ArrowArray>? parts))
        {
            _parts.Add(id, parts = []);
        }

        if (!isDelta)
        {
            Release(parts);
        }

        parts.Add(values);
        _tested.Add(values);
    }

    /// <summary>The dictionary of a field; the caller owns one reference. A column of nulls only may do without having got one.</summary>
    public ArrowArray Get(WireField field, bool allNull)
    {
        if (_parts.TryGetValue(field.DictionaryId!.Value, out List<ArrowArray>? parts))
        {
            if (parts.Count > 1)
            {
                ArrowArray whole = ArrayConcatenation.Concatenate(parts, allocator);
                Release(parts);
                parts.Add(whole);
                _tested.Add(whole);
            }

            return parts[0].Retain();
        }

        if (!allNull)
        {
            throw new ArrowException($"Column \"{field.Field.Name}\" uses dictionary {field.DictionaryId}, whose values have not been sent.");
        }

        using var builder = ArrayBuilder.Create(field.ValueType, allocator);
        return builder.Finish();
    }

    public void Dispose()
    {
        foreach (List<ArrowArray> parts in _parts.Values)
        {
            Release(parts);
        }

        _parts.Clear();
    }

    private void Release(List<ArrowArray> parts)
    {
        parts.ForEach(p => _tested.Remove(p));
        parts.ForEach(p => p.Dispose());
        parts.Clear();
    }
}
