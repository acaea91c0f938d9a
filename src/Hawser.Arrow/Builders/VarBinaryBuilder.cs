using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace Hawser.Arrow;

/// <summary>Builds a column of texts or bytes of any length: utf8, binary and their large forms. Whether text is valid UTF-8 is the caller's to know.</summary>
public sealed unsafe class VarBinaryBuilder : ArrayBuilder
{
    private readonly BufferBuilder _offsets;
    private readonly BufferBuilder _bytes;
    private readonly ValidityBuilder _validity;
    private readonly bool _large;

    /// <summary>Makes a builder for utf8, binary, large_utf8 or large_binary.</summary>
    public VarBinaryBuilder(ArrowType type, ArrowAllocator? allocator = null)
        : base(type, allocator)
    {
        _large = type.Id is ArrowTypeId.LargeUtf8 or ArrowTypeId.LargeBinary;
        if (!_large && type.Id is not (ArrowTypeId.Utf8 or ArrowTypeId.Binary))
        {
            throw new ArgumentException($"{type} is not a type of variable-length bytes.", nameof(type));
        }

        _offsets = new BufferBuilder(Allocator);
        _bytes = new BufferBuilder(Allocator);
        _validity = new ValidityBuilder(Allocator);
    }

    /// <summary>A column of texts, as the labels of an enum are. The caller owns one reference.</summary>
    public static ArrowArray ColumnOf(ArrowType type, IEnumerable<string> texts, ArrowAllocator? allocator = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        using var builder = new VarBinaryBuilder(type, allocator);
        foreach (string text in texts)
        {
            builder.Append(text);
        }

        return builder.Finish();
    }

    /// <inheritdoc/>
    public override int Length => _validity.Length;

    /// <inheritdoc/>
    public override long ByteCount => _bytes.Length + _offsets.Length;

    /// <summary>Bytes of values so far. With 32-bit offsets it cannot pass 2³¹ - 1.</summary>
    public long DataLength => _bytes.Length;

    /// <summary>Appends a value.</summary>
    /// <exception cref="ArrowException">32-bit offsets cannot hold the column: end the batch before, or use the large type.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ReadOnlySpan<byte> value)
    {
        value.CopyTo(new Span<byte>(_bytes.Reserve(value.Length), value.Length));
        CommitAppend(value.Length);
    }

    /// <summary>Appends a text as UTF-8; a lone surrogate becomes U+FFFD.</summary>
    public void Append(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        CommitAppend(Encoding.UTF8.GetBytes(value, Reserve(most)));
    }

    /// <summary>Room for a value of at most this many bytes, to be written by the caller and ended with <see cref="CommitAppend"/>.</summary>
    public Span<byte> Reserve(int most) => new(_bytes.Reserve(most), most);

    /// <summary>Ends a value that was written into <see cref="Reserve"/>'s room.</summary>
    /// <exception cref="ArrowException">32-bit offsets cannot hold the column; the value is left out and the rows before it can still be finished.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CommitAppend(int written)
    {
        if (!_large && _bytes.Length + written > int.MaxValue)
        {
            ThrowTooLong();
        }

        _bytes.Advance(written);
        AppendEnd();
        _validity.AppendValid();
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        AppendEnd();
        _validity.AppendNull();
    }

    /// <inheritdoc/>
    public override void AppendEmpty() => Append([]);

    /// <inheritdoc/>
    public override ArrowArray Finish()
    {
        if (_offsets.Length == 0)
        {
            AppendOffset(0);
        }

        int length = Length, nulls = _validity.NullCount;
        ArrowBuffer? validity = _validity.Finish();
        return new ArrowArray(Type, length, nulls, [validity, _offsets.Finish(), _bytes.Finish()]);
    }

    private protected override void AppendValue(ArrowArray source, int row) => Append(source.GetBytes(row));

    private protected override void Dispose(bool disposing)
    {
        _offsets.Dispose();
        _bytes.Dispose();
        _validity.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AppendEnd()
    {
        if (_offsets.Length == 0)
        {
            AppendOffset(0);
        }

        AppendOffset(_bytes.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AppendOffset(long end)
    {
        if (_large)
        {
            _offsets.Append(end);
        }
        else
        {
            _offsets.Append((int)end);
        }
    }

    [DoesNotReturn]
    private void ThrowTooLong() =>
        throw new ArrowException($"A batch of {Type} holds at most {int.MaxValue} bytes a column; row {Length} goes beyond. Use smaller batches or the large type.");
}
