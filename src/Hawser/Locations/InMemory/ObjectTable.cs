using System.Diagnostics.CodeAnalysis;
using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>A table of objects; it is enumerated anew each time it is read.</summary>
internal sealed class ObjectTable<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TRow> : InMemoryTable
{
    private readonly IReadOnlyList<RowColumn<TRow>> _columns;
    private readonly IEnumerable<TRow> _rows;

    public ObjectTable(string name, IEnumerable<TRow> rows, InMemoryTypes types)
        : this(name, rows, PropertyColumns.Of<TRow>(types))
    {
    }

    private ObjectTable(string name, IEnumerable<TRow> rows, IReadOnlyList<RowColumn<TRow>> columns)
        : base(name, new Schema(columns.Select(column => column.Field)))
    {
        ArgumentNullException.ThrowIfNull(rows);
        _columns = columns;
        _rows = rows;
    }

    internal override long? RowCount => _rows.TryGetNonEnumeratedCount(out var count) ? count : null;

    internal override RecordBatchReader Open(int firstPart, int endPart, ReadOptions options) => new ObjectBatches<TRow>(Name, Schema, _columns, _rows, options);
}
