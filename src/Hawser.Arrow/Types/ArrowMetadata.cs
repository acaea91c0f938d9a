using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Hawser.Arrow;

/// <summary>The key–value metadata of a field or schema: immutable, in the order given. Equality ignores the order.</summary>
public sealed class ArrowMetadata : IReadOnlyList<KeyValuePair<string, string>>, IEquatable<ArrowMetadata>
{
    private readonly KeyValuePair<string, string>[] _entries;

    /// <summary>Makes metadata of the given entries, in their order.</summary>
    public ArrowMetadata(IEnumerable<KeyValuePair<string, string>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        _entries = [.. entries];
    }

    /// <summary>No entries.</summary>
    public static ArrowMetadata Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _entries.Length;

    /// <inheritdoc/>
    public KeyValuePair<string, string> this[int index] => _entries[index];

    /// <summary>The value of the first entry with this key; null when there is none.</summary>
    public string? this[string key] => TryGet(key, out string? value) ? value : null;

    /// <summary>Finds the first entry with this key.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out string? value)
    {
        foreach (KeyValuePair<string, string> entry in _entries)
        {
            if (entry.Key == key)
            {
                value = entry.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>The same metadata with this key set to this value (replacing the entries that had the key).</summary>
    public ArrowMetadata With(string key, string value) =>
        new(_entries.Where(e => e.Key != key).Append(new KeyValuePair<string, string>(key, value)));

    /// <summary>The same metadata without this key.</summary>
    public ArrowMetadata Without(string key) => new(_entries.Where(e => e.Key != key));

    /// <inheritdoc/>
    public bool Equals(ArrowMetadata? other)
    {
        if (other is null || other._entries.Length != _entries.Length)
        {
            return false;
        }

        return ReferenceEquals(this, other)
            || Sorted(_entries).SequenceEqual(Sorted(other._entries));
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ArrowMetadata);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = _entries.Length;
        foreach (KeyValuePair<string, string> entry in _entries)
        {
            hash ^= HashCode.Combine(entry.Key, entry.Value);
        }

        return hash;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IEnumerable<KeyValuePair<string, string>> Sorted(KeyValuePair<string, string>[] entries) =>
        entries.OrderBy(e => e.Key, StringComparer.Ordinal).ThenBy(e => e.Value, StringComparer.Ordinal);
}
