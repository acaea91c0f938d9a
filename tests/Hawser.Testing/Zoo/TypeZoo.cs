using System.Globalization;
using Hawser.Arrow;
using Hawser.Testing.Cells;

namespace Hawser.Testing.Zoo;

/// <summary>
/// Every Arrow type that Hawser knows, each as a column of awkward values: null first, then empty, extremes, NaN and the infinities, digits at full precision, dates before the Gregorian
/// calendar and after the year 9999, text in several scripts. Rows that a shorter column lacks are null, or its last value where null is not allowed.
/// </summary>
public static class TypeZoo
{
    /// <summary>The text and binary cells of the columns that <see cref="Huge"/> holds: 64 MiB.</summary>
    public const int HugeBytes = 64 << 20;

    private static readonly ZooColumn[] Columns = [.. ZooFlat.Columns.Concat(ZooTemporal.Columns).Concat(ZooNested.Columns)];

    /// <summary>All columns but the huge ones.</summary>
    public static IReadOnlyList<ZooColumn> All => Columns;

    /// <summary>The columns without children and dictionaries.</summary>
    public static IReadOnlyList<ZooColumn> Flat { get; } = [.. Columns.Where(c => c.Field.Type.Children.Count == 0 && c.Field.Type.Id != ArrowTypeId.Dictionary)];

    /// <summary>Text and binary columns with one value of <see cref="HugeBytes"/> bytes each.</summary>
    public static IReadOnlyList<ZooColumn> Huge { get; } =
    [
        Column("huge_text: u", "null", $$"""{"repeat": "abcdefg€h", "times": {{HugeBytes / 11}}}""", "\"small\""),
        Column("huge_binary: z", "null", $$"""{"repeat": "0x00ff8001deadbeef", "times": {{HugeBytes / 8}}}""", "\"0x\""),
    ];

    /// <summary>The column of a name.</summary>
    public static ZooColumn Named(string name) => Columns.Concat(Huge).Single(c => c.Name == name);

    /// <summary>A batch of <c>id</c> (int64, not null, counting from 0) and these columns. The caller disposes it.</summary>
    public static RecordBatch ToBatch(IReadOnlyList<ZooColumn> columns, ArrowAllocator? allocator = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        int rows = columns.Max(c => c.Cells.Count);
        var schema = new Schema(columns.Select(c => c.Field).Prepend(new Field("id", ArrowType.Int64, isNullable: false)));
        return CellReader.Batch(schema, Enumerable.Range(0, rows).Select(row => Row(columns, row)), allocator);
    }

    internal static ZooColumn Column(string field, params string[] cells) => new(FieldText.Parse(field)[0], cells);

    private static string Row(IReadOnlyList<ZooColumn> columns, int row) =>
        $"[{string.Join(", ", columns.Select(c => Cell(c, row)).Prepend(row.ToString(CultureInfo.InvariantCulture)))}]";

    private static string Cell(ZooColumn column, int row) =>
        row < column.Cells.Count ? column.Cells[row] : column.Field.IsNullable ? "null" : column.Cells[^1];
}
