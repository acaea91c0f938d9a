namespace Hawser.Arrow;

/// <summary>The columns of a record batch, in order, with metadata. Immutable; compared by value.</summary>
public sealed class Schema : IEquatable<Schema>
{
    private readonly Field[] _fields;
    private Dictionary<string, int>? _byName;

    /// <summary>Makes a schema of these fields. Names may repeat, as they do in query results.</summary>
    public Schema(IEnumerable<Field> fields, ArrowMetadata? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(fields);
        _fields = [.. fields];
        Metadata = metadata ?? ArrowMetadata.Empty;
    }

    /// <summary>The fields in column order.</summary>
    public IReadOnlyList<Field> Fields => _fields;

    /// <summary>Key–value metadata; empty when there is none.</summary>
    public ArrowMetadata Metadata { get; }

    /// <summary>The field at a position.</summary>
    public Field this[int index] => _fields[index];

    /// <summary>The position of the first field with exactly this name; -1 when there is none.</summary>
    public int IndexOf(string name)
    {
        Dictionary<string, int>? byName = _byName;
        if (byName is null)
        {
            byName = new Dictionary<string, int>(_fields.Length, StringComparer.Ordinal);
            for (int i = 0; i < _fields.Length; i++)
            {
                byName.TryAdd(_fields[i].Name, i);
            }

            _byName = byName;
        }

        return byName.TryGetValue(name, out int index) ? index : -1;
    }

    /// <summary>A schema of the fields at these positions, in their order.</summary>
    public Schema Select(IEnumerable<int> indices) => new(indices.Select(i => _fields[i]), Metadata);

    /// <inheritdoc/>
    public bool Equals(Schema? other) =>
        other is not null && (ReferenceEquals(this, other)
            || (_fields.AsSpan().SequenceEqual(other._fields) && Metadata.Equals(other.Metadata)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Schema);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (Field field in _fields)
        {
            hash.Add(field);
        }

        return hash.ToHashCode();
    }

    /// <summary>The fields, one a line.</summary>
    public override string ToString() => string.Join('\n', _fields.Select(f => f.ToString()));
}
