namespace Hawser.Arrow;

/// <summary>
/// Builds a dictionary column, either over a fixed dictionary (an enum: append indices) or collecting the distinct values of utf8, binary or other
/// columns as rows are appended.
/// </summary>
public sealed class DictionaryBuilder : ArrayBuilder
{
    private readonly DictionaryType _type;
    private readonly ArrayBuilder _indices;
    private readonly ArrayBuilder? _values;
    private readonly Dictionary<ReadOnlyMemory<byte>, long>? _positions;
    private readonly ArrowArray? _fixedValues;

    /// <summary>Makes a builder that collects distinct values; the value type is utf8, binary or a large form of them.</summary>
    public DictionaryBuilder(DictionaryType type, ArrowAllocator? allocator = null)
        : base(type, allocator)
    {
        _type = type;
        _indices = Create(type.Index, Allocator);
        _values = Create(type.Value, Allocator);
        _positions = new Dictionary<ReadOnlyMemory<byte>, long>(ByteSequenceComparer.Instance);
    }

    /// <summary>Makes a builder over a dictionary that is known; takes over one reference of it. Append rows by index.</summary>
    public DictionaryBuilder(DictionaryType type, ArrowArray dictionary, ArrowAllocator? allocator = null)
        : base(type, allocator)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        if (!dictionary.Type.Equals(type.Value))
        {
            throw new ArgumentException($"The dictionary holds {dictionary.Type}; the type says {type.Value}.", nameof(dictionary));
        }

        _type = type;
        _indices = Create(type.Index, Allocator);
        _fixedValues = dictionary;
    }

    /// <inheritdoc/>
    public override int Length => _indices.Length;

    /// <inheritdoc/>
    public override long ByteCount => _indices.ByteCount + (_values?.ByteCount ?? 0);

    /// <summary>The builder of the indices, a <see cref="FixedWidthBuilder{T}"/> of the index type, for appending many rows at once over a fixed dictionary.</summary>
    public ArrayBuilder Indices => _indices;

    /// <summary>Appends a text or binary value, adding it to the dictionary when it is new.</summary>
    /// <exception cref="ArrowException">The index type cannot count that many distinct values.</exception>
    public void Append(ReadOnlySpan<byte> value)
    {
        if (_positions is null || _values is not VarBinaryBuilder values)
        {
            throw new InvalidOperationException($"Values can be appended only to a collecting dictionary of texts or bytes, not to {Type}.");
        }

        Dictionary<ReadOnlyMemory<byte>, long>.AlternateLookup<ReadOnlySpan<byte>> lookup = _positions.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!lookup.TryGetValue(value, out long position))
        {
            position = values.Length;
            values.Append(value);
            _positions.Add(value.ToArray(), position);
        }

        AppendIndex(position);
    }

    /// <summary>Appends a row by its index into the dictionary.</summary>
    /// <exception cref="ArrowException">The index does not fit the index type.</exception>
    public void AppendIndex(long index)
    {
        switch (_indices)
        {
            case FixedWidthBuilder<sbyte> b when index is >= 0 and <= sbyte.MaxValue: b.Append((sbyte)index); break;
            case FixedWidthBuilder<byte> b when index is >= 0 and <= byte.MaxValue: b.Append((byte)index); break;
            case FixedWidthBuilder<short> b when index is >= 0 and <= short.MaxValue: b.Append((short)index); break;
            case FixedWidthBuilder<ushort> b when index is >= 0 and <= ushort.MaxValue: b.Append((ushort)index); break;
            case FixedWidthBuilder<int> b when index is >= 0 and <= int.MaxValue: b.Append((int)index); break;
            case FixedWidthBuilder<uint> b when index is >= 0 and <= uint.MaxValue: b.Append((uint)index); break;
            case FixedWidthBuilder<long> b when index >= 0: b.Append(index); break;
            case FixedWidthBuilder<ulong> b when index >= 0: b.Append((ulong)index); break;
            default: throw new ArrowException($"Index {index} does not fit a dictionary with {_type.Index} indices.");
        }
    }

    /// <inheritdoc/>
    public override void AppendNull() => _indices.AppendNull();

    /// <inheritdoc/>
    public override void AppendNulls(int count) => _indices.AppendNulls(count);

    /// <inheritdoc/>
    public override void AppendEmpty()
    {
        if (_values is VarBinaryBuilder)
        {
            Append([]);
        }
        else
        {
            AppendIndex(0);
        }
    }

    /// <inheritdoc/>
    public override ArrowArray Finish()
    {
        ArrowArray indices = _indices.Finish();
        ArrowArray dictionary = _fixedValues?.Retain() ?? _values!.Finish();
        _positions?.Clear();
        foreach (ArrowBuffer? buffer in indices.Buffers)
        {
            buffer?.Retain();
        }

        var array = new ArrowArray(Type, indices.Length, indices.NullCount, indices.Buffers, [], dictionary);
        indices.Dispose();
        return array;
    }

    private protected override void AppendValue(ArrowArray source, int row)
    {
        long index = source.GetDictionaryIndex(row);
        if (_fixedValues is not null)
        {
            AppendIndex(index);
        }
        else if (source.Dictionary!.IsNull(checked((int)index)))
        {
            AppendNull();
        }
        else
        {
            Append(source.Dictionary.GetBytes((int)index));
        }
    }

    private protected override void Dispose(bool disposing)
    {
        _indices.Dispose();
        _values?.Dispose();
        _fixedValues?.Dispose();
    }
}
