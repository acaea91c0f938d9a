namespace Hawser.Arrow;

/// <summary>Builds a union column. Append a value to one child of <see cref="Fields"/>, then end the row with <see cref="Append"/> and that child's position.</summary>
public sealed class UnionBuilder : ArrayBuilder
{
    private readonly UnionType _type;
    private readonly ArrayBuilder[] _fields;
    private readonly BufferBuilder _typeIds;
    private readonly BufferBuilder _offsets;
    private readonly int[] _ended;
    private int _length;

    /// <summary>Makes an empty builder.</summary>
    public UnionBuilder(UnionType type, ArrowAllocator? allocator = null)
        : base(type, allocator)
    {
        _type = type;
        _fields = [.. type.Children.Select(c => Create(c.Type, Allocator))];
        _ended = new int[_fields.Length];
        _typeIds = new BufferBuilder(Allocator);
        _offsets = new BufferBuilder(Allocator);
    }

    /// <summary>The children's builders, in the type's order.</summary>
    public IReadOnlyList<ArrayBuilder> Fields => _fields;

    /// <inheritdoc/>
    public override int Length => _length;

    /// <inheritdoc/>
    public override long ByteCount => _typeIds.Length + _offsets.Length + _fields.Sum(f => f.ByteCount);

    /// <summary>
    /// Ends a row whose value was just appended to the child at this position; a sparse union's other children get a filler. <see cref="InvalidOperationException"/> when that
    /// child did not get exactly one value or another one did.
    /// </summary>
    public void Append(int child)
    {
        CheckFields(child);
        _typeIds.Append(_type.TypeIds[child]);
        if (_type.IsDense)
        {
            _offsets.Append(_fields[child].Length - 1);
        }
        else
        {
            for (int i = 0; i < _fields.Length; i++)
            {
                if (i != child)
                {
                    AppendFiller(i);
                }
            }
        }

        for (int i = 0; i < _fields.Length; i++)
        {
            _ended[i] = _fields[i].Length;
        }

        _length++;
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        _fields[0].AppendNull();
        Append(0);
    }

    /// <inheritdoc/>
    public override void AppendEmpty()
    {
        _fields[0].AppendEmpty();
        Append(0);
    }

    /// <inheritdoc/>
    public override ArrowArray Finish()
    {
        CheckFields(-1);
        Array.Clear(_ended);
        int length = _length;
        _length = 0;
        ArrowArray[] children = Array.ConvertAll(_fields, f => f.Finish());
        return _type.IsDense
            ? new ArrowArray(Type, length, 0, [_typeIds.Finish(), _offsets.Finish()], children)
            : new ArrowArray(Type, length, 0, [_typeIds.Finish()], children);
    }

    private protected override void AppendValue(ArrowArray source, int row)
    {
        int child = _type.ChildIndexOf(source.UnionTypeId(row));
        _fields[child].AppendRow(source.Children[child], source.UnionChildRow(row));
        Append(child);
    }

    private protected override void Dispose(bool disposing)
    {
        foreach (ArrayBuilder field in _fields)
        {
            field.Dispose();
        }

        _typeIds.Dispose();
        _offsets.Dispose();
    }

    private void AppendFiller(int child)
    {
        if (Type.Children[child].IsNullable)
        {
            _fields[child].AppendNull();
        }
        else
        {
            _fields[child].AppendEmpty();
        }
    }

    private void CheckFields(int child)
    {
        for (int i = 0; i < _fields.Length; i++)
        {
            if (_fields[i].Length != _ended[i] + (i == child ? 1 : 0))
            {
                throw new InvalidOperationException($"Child {i} of {Type} has {_fields[i].Length - _ended[i]} values since the last row was ended; a row has one value, of its own child.");
            }
        }
    }
}
