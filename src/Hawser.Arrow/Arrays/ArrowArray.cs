using System.Runtime.InteropServices;

namespace Hawser.Arrow;

/// <summary>
/// A column of values of one type: buffers, children and, for a dictionary type, its dictionary. Immutable, with counted ownership: whoever holds a
/// reference calls <see cref="Dispose"/> once. Row positions are 0 to <see cref="Length"/> - 1; a slice hides its offset from them.
/// </summary>
/// <remarks>
/// The children of a struct and of a sparse union are always as long as their parent and row i of the parent is row i of the child: slicing slices them.
/// The children of lists, maps, fixed-size lists and dense unions are whole, and positions in them come from <see cref="ListStart"/> and <see cref="UnionChildRow"/>.
/// Reading an array that its last owner disposed is a programmer's mistake with undefined results, as memory may be in use by someone else.
/// </remarks>
public sealed unsafe partial class ArrowArray : IDisposable
{
    // What an array without rows and without an offsets buffer reads as its first offset.
    private static readonly byte* NoOffsets = (byte*)NativeMemory.AllocZeroed(sizeof(long));

    private readonly ArrowBuffer?[] _buffers;
    private readonly ArrowArray[] _children;
    private readonly byte* _validity;
    private readonly byte* _data;
    private readonly byte* _bytes;
    private int _nullCount;
    private int _references = 1;

    /// <summary>Makes an array and takes over one reference of every buffer, child and the dictionary.</summary>
    /// <param name="type">The type.</param>
    /// <param name="length">Rows.</param>
    /// <param name="nullCount">Nulls by the validity bitmap; -1 to count them when first asked.</param>
    /// <param name="buffers">The buffers of <see cref="ArrowType.Layout"/>, in order; null for an absent validity bitmap.</param>
    /// <param name="children">The children of a nested type.</param>
    /// <param name="dictionary">The values of a dictionary type.</param>
    /// <param name="offset">The first row's position in the buffers.</param>
    /// <exception cref="ArgumentException">The number of buffers or children is not the type's. Sizes and content are checked by <c>ArrayValidator</c> only.</exception>
    public ArrowArray(
        ArrowType type, int length, int nullCount, ReadOnlySpan<ArrowBuffer?> buffers, ReadOnlySpan<ArrowArray> children = default, ArrowArray? dictionary = null, int offset = 0)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        TypeLayout layout = type.Layout;
        if (buffers.Length != layout.Buffers.Length || children.Length != type.Children.Count || (dictionary is null) != (type is not DictionaryType))
        {
            throw new ArgumentException(
                $"An array of {type} has {layout.Buffers.Length} buffers and {type.Children.Count} children{(type is DictionaryType ? " and a dictionary" : "")}; {buffers.Length} and {children.Length} were given.", nameof(buffers));
        }

        Type = type;
        Length = length;
        Offset = offset;
        Dictionary = dictionary;
        _buffers = buffers.ToArray();
        _children = children.ToArray();
        _validity = layout.HasValidity && _buffers[0] is { } v ? v.Pointer : null;
        int first = layout.HasValidity ? 1 : 0;
        _data = _buffers.Length > first && _buffers[first] is { } d ? d.Pointer : null;
        if (length == 0 && offset == 0 && _buffers.Length > first && layout.Buffers[first] is BufferKind.Offsets32 or BufferKind.Offsets64 && _buffers[first] is null or { Length: 0 })
        {
            _data = NoOffsets;
        }

        _bytes = _buffers.Length > first + 1 && _buffers[first + 1] is { } b ? b.Pointer : null;
        _nullCount = type.Id == ArrowTypeId.Null ? length : _validity == null ? 0 : nullCount;
    }

    /// <summary>The type; for an extension type its storage type.</summary>
    public ArrowType Type { get; }

    /// <summary>Rows.</summary>
    public int Length { get; }

    /// <summary>The first row's position in the buffers.</summary>
    public int Offset { get; }

    /// <summary>The values that the indices of a dictionary type point to; null for other types. Borrowed.</summary>
    public ArrowArray? Dictionary { get; }

    /// <summary>The buffers in the order of the layout; null where absent. Borrowed.</summary>
    public ReadOnlySpan<ArrowBuffer?> Buffers => _buffers;

    /// <summary>The children. Borrowed.</summary>
    public ReadOnlySpan<ArrowArray> Children => _children;

    /// <summary>How many rows are null by this array's own bitmap (every row of the null type; none of a union).</summary>
    public int NullCount
    {
        get
        {
            if (_nullCount < 0)
            {
                _nullCount = Length - (int)Bitmap.CountSet(_validity, Offset, Length);
            }

            return _nullCount;
        }
    }

    // What was said when the array was made; -1 while not counted.
    internal int ClaimedNullCount => _nullCount;

    /// <summary>The validity bitmap's first byte (row i is bit <see cref="Offset"/> + i), or null when no row is null.</summary>
    public byte* ValidityPointer => _validity;

    /// <summary>The first byte of the data, offsets or type-id buffer, not moved by <see cref="Offset"/>.</summary>
    public byte* DataPointer => _data;

    /// <summary>The first byte of the bytes buffer (or of a dense union's offsets), not moved by <see cref="Offset"/>.</summary>
    public byte* BytesPointer => _bytes;

    /// <summary>How many owners there are; 0 when disposed.</summary>
    public int ReferenceCount => Volatile.Read(ref _references);

    /// <summary>A view of some rows that shares the buffers. The caller owns one reference of the view; the array itself may be disposed first.</summary>
    public ArrowArray Slice(int offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        ObjectDisposedException.ThrowIf(ReferenceCount <= 0, this);
        bool sliceChildren = Type.Id is ArrowTypeId.Struct or ArrowTypeId.SparseUnion;
        var children = new ArrowArray[_children.Length];
        for (int i = 0; i < children.Length; i++)
        {
            children[i] = sliceChildren ? _children[i].Slice(offset, length) : _children[i].Retain();
        }

        foreach (ArrowBuffer? buffer in _buffers)
        {
            buffer?.Retain();
        }

        int nulls = _nullCount == 0 ? 0 : length == Length ? _nullCount : -1;
        return new ArrowArray(Type, length, nulls, _buffers, children, Dictionary?.Retain(), Offset + offset);
    }

    /// <summary>
    /// The same memory seen as another type of the same layout and width, children and dictionary included, e.g. binary as utf8 after checking, or a struct with
    /// other names. The caller owns one reference of the view.
    /// </summary>
    /// <exception cref="ArgumentException">The two types are laid out differently.</exception>
    public ArrowArray View(ArrowType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        ObjectDisposedException.ThrowIf(ReferenceCount <= 0, this);
        if (!SameLayout(Type, type))
        {
            throw new ArgumentException($"{Type} and {type} are laid out differently.", nameof(type));
        }

        return ViewUnchecked(type);
    }

    /// <summary>Takes one more reference and returns this array.</summary>
    public ArrowArray Retain()
    {
        if (Interlocked.Increment(ref _references) <= 1)
        {
            Interlocked.Decrement(ref _references);
            throw new ObjectDisposedException(nameof(ArrowArray));
        }

        return this;
    }

    /// <summary>Gives one reference back; the last one releases buffers, children and dictionary.</summary>
    public void Dispose()
    {
        int left = Interlocked.Decrement(ref _references);
        if (left < 0)
        {
            Interlocked.Increment(ref _references);
            throw new ObjectDisposedException(nameof(ArrowArray));
        }

        if (left > 0)
        {
            return;
        }

        foreach (ArrowBuffer? buffer in _buffers)
        {
            buffer?.Release();
        }

        foreach (ArrowArray child in _children)
        {
            child.Dispose();
        }

        Dictionary?.Dispose();
    }

    /// <summary>The type and length, not the values.</summary>
    public override string ToString() => $"{Type}, {Length} rows";

    private static bool SameLayout(ArrowType left, ArrowType right)
    {
        if (!left.Layout.Buffers.SequenceEqual(right.Layout.Buffers) || left.BitWidth != right.BitWidth || left.Children.Count != right.Children.Count
            || (left.Id != right.Id && (left is NestedType or DictionaryType || right is NestedType or DictionaryType)))
        {
            return false;
        }

        bool sameParameters = (left, right) switch
        {
            (FixedSizeListType l, FixedSizeListType r) => l.Size == r.Size,
            (UnionType l, UnionType r) => l.TypeIds.SequenceEqual(r.TypeIds),
            (DictionaryType l, DictionaryType r) => SameLayout(l.Value, r.Value),
            _ => true,
        };
        return sameParameters && left.Children.Zip(right.Children).All(pair => SameLayout(pair.First.Type, pair.Second.Type));
    }

    private ArrowArray ViewUnchecked(ArrowType type)
    {
        foreach (ArrowBuffer? buffer in _buffers)
        {
            buffer?.Retain();
        }

        var children = new ArrowArray[_children.Length];
        for (int i = 0; i < children.Length; i++)
        {
            children[i] = _children[i].ViewUnchecked(type.Children[i].Type);
        }

        return new ArrowArray(type, Length, _nullCount, _buffers, children, Dictionary?.ViewUnchecked(((DictionaryType)type).Value), Offset);
    }
}
