using Hawser.Arrow;
using Hawser.Testing.Cells;

namespace Hawser.Testing.Zoo;

/// <summary>A column of the type zoo: one type with the values that break things.</summary>
/// <param name="Field">Name, type, nullability and extension. The name is unique in the zoo and says what is in the column.</param>
/// <param name="Cells">The values as <see cref="CellReader"/> reads them; the first is always null unless the field is not nullable.</param>
public sealed record ZooColumn(Field Field, IReadOnlyList<string> Cells)
{
    /// <summary>The column's name.</summary>
    public string Name => Field.Name;

    /// <summary>Two columns: <c>id</c> (int64, 0, 1, 2, …, not null), so that rows can be put in order and found again, and this one. The caller disposes the batch.</summary>
    public RecordBatch ToBatch(ArrowAllocator? allocator = null) => TypeZoo.ToBatch([this], allocator);

    /// <summary>The name and type.</summary>
    public override string ToString() => Field.ToString();
}
