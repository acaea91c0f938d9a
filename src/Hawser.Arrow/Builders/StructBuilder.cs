namespace Hawser.Arrow;

/// <summary>Builds a struct column. Append one value to every child in <see cref="Fields"/>, then end the row with <see cref="Append"/>.</summary>
public sealed class StructBuilder : ArrayBuilder
{
    private readonly ArrayBuilder[] _fields;
    private readonly ValidityBuilder _validity;

    /// <summary>Makes an empty builder.</summary>
    public StructBuilder(StructType type, ArrowAllocator? allocator = null)
        : base(type, allocator)
    {
        _fields = [.. type.Children.Select(c => Create(c.Type, Allocator))];
        _validity = new ValidityBuilder(Allocator);
    }

    /// <summary>The children's builders, in the type's order.</summary>
    public IReadOnlyList<ArrayBuilder> Fields => _fields;

    /// <inheritdoc/>
    public override int Length => _validity.Length;

    /// <inheritdoc/>
    public override long ByteCount => _fields.Sum(f => f.ByteCount);

    /// <summary>Ends a row. <see cref="InvalidOperationException"/> when a child did not get exactly one value.</summary>
    public void Append()
    {
        CheckFields(Length + 1);
        _validity.AppendValid();
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        CheckFields(Length);
        for (int i = 0; i < _fields.Length; i++)
        {
            if (Type.Children[i].IsNullable)
            {
                _fields[i].AppendNull();
            }
            else
            {
                _fields[i].AppendEmpty();
            }
        }

        _validity.AppendNull();
    }

    /// <inheritdoc/>
    public override void AppendEmpty()
    {
        CheckFields(Length);
        foreach (ArrayBuilder field in _fields)
        {
            field.AppendEmpty();
        }

        Append();
    }

    /// <inheritdoc/>
    public override ArrowArray Finish()
    {
        CheckFields(Length);
        int length = Length, nulls = _validity.NullCount;
        ArrowBuffer? validity = _validity.Finish();
        return new ArrowArray(Type, length, nulls, [validity], Array.ConvertAll(_fields, f => f.Finish()));
    }

    private protected override void AppendValue(ArrowArray source, int row)
    {
        for (int i = 0; i < _fields.Length; i++)
        {
            _fields[i].AppendRow(source.Children[i], row);
        }

        Append();
    }

    private protected override void Dispose(bool disposing)
    {
        foreach (ArrayBuilder field in _fields)
        {
            field.Dispose();
        }

        _validity.Dispose();
    }

    private void CheckFields(int rows)
    {
        for (int i = 0; i < _fields.Length; i++)
        {
            if (_fields[i].Length != rows)
            {
                throw new InvalidOperationException($"Child \"{Type.Children[i].Name}\" has {_fields[i].Length} rows; {rows} are needed.");
            }
        }
    }
}
