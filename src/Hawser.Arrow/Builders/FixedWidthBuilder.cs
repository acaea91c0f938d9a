using System.Runtime.CompilerServices;

namespace Hawser.Arrow;

/// <summary>Builds a column of fixed-width values: integers, floats, decimals, dates, times, timestamps, durations, intervals.</summary>
/// <typeparam name="T">The value as stored; exactly as wide as the type's values.</typeparam>
public sealed unsafe class FixedWidthBuilder<T> : ArrayBuilder
    where T : unmanaged
{
    private readonly BufferBuilder _values;
    private readonly ValidityBuilder _validity;

    /// <summary>Makes a builder for a type whose values are as wide as <typeparamref name="T"/>.</summary>
    public FixedWidthBuilder(ArrowType type, ArrowAllocator? allocator = null)
        : base(type, allocator)
    {
        if (type.BitWidth != sizeof(T) * 8 || type is DictionaryType)
        {
            throw new ArgumentException($"Values of {type} are not stored as {typeof(T).Name}.", nameof(type));
        }

        _values = new BufferBuilder(Allocator);
        _validity = new ValidityBuilder(Allocator);
    }

    /// <inheritdoc/>
    public override int Length => _validity.Length;

    /// <inheritdoc/>
    public override long ByteCount => _values.Length;

    /// <summary>Appends a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(T value)
    {
        _values.Append(value);
        _validity.AppendValid();
    }

    /// <summary>Appends values, none null.</summary>
    public void Append(ReadOnlySpan<T> values)
    {
        values.CopyTo(Extend(values.Length));
        _validity.AppendValid(values.Length);
    }

    /// <summary>
    /// Appends rows whose validity is a bitmap (null = all valid) and returns the room for their values, to be filled by the caller at once.
    /// </summary>
    public Span<T> Append(int count, byte* validity, long validityOffset)
    {
        _validity.AppendBits(validity, validityOffset, count);
        return Extend(count);
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        _values.Append(default(T));
        _validity.AppendNull();
    }

    /// <inheritdoc/>
    public override void AppendNulls(int count)
    {
        Extend(count).Clear();
        _validity.AppendNulls(count);
    }

    /// <inheritdoc/>
    public override void AppendEmpty() => Append(default(T));

    /// <inheritdoc/>
    public override void AppendRange(ArrowArray source, int start, int count)
    {
        ArgumentNullException.ThrowIfNull(source);
        source.Values<T>().Slice(start, count).CopyTo(Extend(count));
        _validity.AppendBits(source.ValidityPointer, source.Offset + start, count);
    }

    /// <inheritdoc/>
    public override ArrowArray Finish()
    {
        int length = Length, nulls = _validity.NullCount;
        ArrowBuffer? validity = _validity.Finish();
        return new ArrowArray(Type, length, nulls, [validity, _values.Finish()]);
    }

    private protected override void AppendValue(ArrowArray source, int row) => Append(source.Values<T>()[row]);

    private protected override void Dispose(bool disposing)
    {
        _values.Dispose();
        _validity.Dispose();
    }

    private Span<T> Extend(int count)
    {
        long bytes = (long)count * sizeof(T);
        var room = new Span<T>(_values.Reserve(bytes), count);
        _values.Advance(bytes);
        return room;
    }
}
