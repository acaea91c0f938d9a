using System.Buffers;

namespace Hawser.Arrow.Ipc;

/// <summary>One dictionary of a file: the values written so far, to which values can only be appended.</summary>
internal sealed class GrowingDictionary(ArrowAllocator allocator) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _key = new();
    private Dictionary<ReadOnlyMemory<byte>, long>? _positions;
    private ArrowArray? _lastSource;
    private long[]? _lastPositions;

    /// <summary>The values written so far; null before the first batch. Borrowed.</summary>
    public ArrowArray? Values { get; private set; }

    /// <summary>
    /// Appends what a batch's dictionary has and the file lacks. Returns where each of its values stands in <see cref="Values"/>, or null when they stand where
    /// they stood; <paramref name="added"/> are the values to be written, owned by the caller, or null.
    /// </summary>
    public long[]? Add(ArrowArray source, out ArrowArray? added)
    {
        added = null;
        if (ReferenceEquals(source, _lastSource))
        {
            return _lastPositions;
        }

        long[]? positions = null;
        if (Values is null)
        {
            Values = source.Retain();
            added = source.Retain();
        }
        else if (ArrayPrefix.Begins(source, Values))
        {
            added = source.Length == Values.Length ? null : source.Slice(Values.Length, source.Length - Values.Length);
            Replace(source.Retain());
        }
        else if (!ArrayPrefix.Begins(Values, source))
        {
            positions = AddMissing(source, out added);
        }

        _lastSource?.Dispose();
        _lastSource = source.Retain();
        _lastPositions = positions;
        return positions;
    }

    public void Dispose()
    {
        Values?.Dispose();
        _lastSource?.Dispose();
        Values = null;
        _lastSource = null;
    }

    private long[] AddMissing(ArrowArray source, out ArrowArray? added)
    {
        Dictionary<ReadOnlyMemory<byte>, long> known = KnownPositions();
        Dictionary<ReadOnlyMemory<byte>, long>.AlternateLookup<ReadOnlySpan<byte>> lookup = known.GetAlternateLookup<ReadOnlySpan<byte>>();
        long[] positions = new long[source.Length];
        var missing = new List<ArrowArray>();
        try
        {
            long next = Values!.Length;
            for (int row = 0; row < positions.Length; row++)
            {
                ReadOnlySpan<byte> key = RowKey.Of(source, row, _key);
                if (!lookup.TryGetValue(key, out positions[row]))
                {
                    positions[row] = next++;
                    known.Add(key.ToArray(), positions[row]);
                    missing.Add(source.Slice(row, 1));
                }
            }

            added = missing.Count == 0 ? null : ArrayConcatenation.Concatenate(missing, allocator);
        }
        finally
        {
            missing.ForEach(m => m.Dispose());
        }

        if (added is not null)
        {
            Replace(ArrayConcatenation.Concatenate([Values, added], allocator));
        }

        return positions;
    }

    private Dictionary<ReadOnlyMemory<byte>, long> KnownPositions()
    {
        if (_positions is null)
        {
            _positions = new Dictionary<ReadOnlyMemory<byte>, long>(ByteSequenceComparer.Instance);
            for (int row = 0; row < Values!.Length; row++)
            {
                _positions.TryAdd(RowKey.Of(Values, row, _key).ToArray(), row);
            }
        }

        return _positions;
    }

    private void Replace(ArrowArray values)
    {
        if (_positions is not null)
        {
            for (int row = Values!.Length; row < values.Length; row++)
            {
                _positions.TryAdd(RowKey.Of(values, row, _key).ToArray(), row);
            }
        }

        Values!.Dispose();
        Values = values;
    }
}
