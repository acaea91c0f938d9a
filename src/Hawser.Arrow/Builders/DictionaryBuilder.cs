using System.Buffers;
using Hawser.Arrow.Ipc;

namespace Hawser.Arrow;

/// <summary>
/// Builds a dictionary column, either over a fixed dictionary (an enum: append indices, or values that it has) or collecting distinct values as rows are
/// appended: texts and bytes by <see cref="Append(ReadOnlySpan{byte})"/>, values of any type from other dictionary columns.
/// </summary>
public sealed class DictionaryBuilder : ArrayBuilder
{
    private readonly DictionaryType _type;
    private readonly ArrayBuilder _indices;
    private readonly ArrayBuilder? _values;
    private readonly Dictionary<ReadOnlyMemory<byte>, long> _positions = new(ByteSequenceComparer.Instance);
    private readonly ArrayBufferWriter<byte> _key = new();
    private readonly ArrowArray? _fixedValues;
    private readonly long _mostValues;
    private bool _fixedPositionsKnown;

    /// <summary>Makes a builder that collects distinct values.</summary>
    public DictionaryBuilder(DictionaryType type, ArrowAllocator? allocator = null)
        : base(type, allocator)
    {
        _type = type;
        _indices = Create(type.Index, Allocator);
        _values = Create(type.Value, Allocator);
        _mostValues = MostValues(type.Index);
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
        _mostValues = MostValues(type.Index);
    }

    /// <inheritdoc/>
    public override int Length => _indices.Length;

    /// <inheritdoc/>
    public override long ByteCount => _indices.ByteCount + (_values?.ByteCount ?? 0);

    /// <summary>The builder of the indices, a <see cref="FixedWidthBuilder{T}"/> of the index type, for appending many rows at once over a fixed dictionary.</summary>
    public ArrayBuilder Indices => _indices;

    /// <summary>Appends a text or binary value, adding it to the dictionary when it is new.</summary>
    /// <exception cref="ArrowException">The index type cannot count that many distinct values, or a fixed dictionary does not have the value.</exception>
    public void Append(ReadOnlySpan<byte> value)
    {
        if (!HoldsBytes)
        {
            throw new InvalidOperationException($"Values can be appended only to a dictionary of texts or bytes, not to {Type}.");
        }

        if (!TryFind(value, out long position))
        {
            position = NewPosition(value);
            ((VarBinaryBuilder)_values!).Append(value);
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
            return;
        }

        if (_values is { Length: 0 })
        {
            _values.AppendEmpty();
        }

        AppendIndex(0);
    }

    /// <inheritdoc/>
    public override ArrowArray Finish()
    {
        ArrowArray indices = _indices.Finish();
        ArrowArray dictionary = _fixedValues?.Retain() ?? _values!.Finish();
        if (_fixedValues is null)
        {
            _positions.Clear();
        }

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
        ArrowArray dictionary = source.Dictionary!;
        int at = checked((int)index);
        if (_fixedValues is not null && ReferenceEquals(dictionary, _fixedValues))
        {
            AppendIndex(index);
        }
        else if (dictionary.IsNull(at))
        {
            AppendNull();
        }
        else if (HoldsBytes)
        {
            Append(dictionary.GetBytes(at));
        }
        else
        {
            AppendKeyed(dictionary, at);
        }
    }

    private protected override void Dispose(bool disposing)
    {
        _indices.Dispose();
        _values?.Dispose();
        _fixedValues?.Dispose();
    }

    private bool HoldsBytes => _type.Value.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 or ArrowTypeId.Binary or ArrowTypeId.LargeBinary;

    private static long MostValues(ArrowType index) => index.Id switch
    {
        ArrowTypeId.UInt64 or ArrowTypeId.Int64 => long.MaxValue,
        ArrowTypeId.Int8 or ArrowTypeId.Int16 or ArrowTypeId.Int32 => 1L << (index.BitWidth - 1),
        _ => 1L << index.BitWidth,
    };

    private void AppendKeyed(ArrowArray dictionary, int at)
    {
        ReadOnlySpan<byte> key = RowKey.Of(dictionary, at, _key);
        if (!TryFind(key, out long position))
        {
            position = NewPosition(key);
            _values!.AppendRow(dictionary, at);
            _positions.Add(key.ToArray(), position);
        }

        AppendIndex(position);
    }

    private bool TryFind(ReadOnlySpan<byte> key, out long position)
    {
        if (_fixedValues is not null && !_fixedPositionsKnown)
        {
            LearnFixedPositions(_fixedValues);
        }

        return _positions.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out position);
    }

    private void LearnFixedPositions(ArrowArray values)
    {
        var room = new ArrayBufferWriter<byte>();
        for (int row = 0; row < values.Length; row++)
        {
            if (!values.IsNull(row))
            {
                _positions.TryAdd((HoldsBytes ? values.GetBytes(row) : RowKey.Of(values, row, room)).ToArray(), row);
            }
        }

        _fixedPositionsKnown = true;
    }

    // Asked before anything is added, so that a refusal leaves the builder as it was.
    private long NewPosition(ReadOnlySpan<byte> key)
    {
        if (_values is null)
        {
            throw new ArrowException($"A value of {key.Length} bytes is not in the fixed dictionary of {_fixedValues!.Length} values.");
        }

        return _values.Length < _mostValues ? _values.Length : throw new ArrowException($"A dictionary with {_type.Index} indices holds at most {_mostValues} values.");
    }
}
