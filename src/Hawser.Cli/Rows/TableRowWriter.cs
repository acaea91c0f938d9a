using System.Text;
using Hawser.Arrow;
using Hawser.Cli.Output;
using Hawser.Cli.Rendering;

namespace Hawser.Cli.Rows;

/// <summary>
/// A table for people. Only the rows that are shown are held, at most <paramref name="maxRows"/>; the others are counted. With 0 every row is shown and the first rows alone decide
/// the widths, so that memory stays small.
/// </summary>
internal sealed class TableRowWriter(Stream stream, int maxRows, int? screenWidth) : RowWriter
{
    private const int RowsForWidth = 1_000;
    private const int WidestCell = 200;

    private readonly StreamBuffer _output = new(stream);
    private readonly List<string?[]> _held = [];
    private Schema _schema = new([]);
    private ValueFormatter[] _formatters = [];
    private TableGrid? _grid;
    private long _rowCount;

    public override void Begin(Schema schema)
    {
        _schema = schema;
        _formatters = [.. schema.Fields.Select(f => new ValueFormatter(f))];
    }

    public override void Write(RecordBatch batch)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            _rowCount++;
            if (maxRows > 0 && _rowCount > maxRows)
            {
                _rowCount += batch.RowCount - row - 1;
                return;
            }

            Show(batch, row);
        }
    }

    public override void End()
    {
        Draw();
        WriteFooter();
        _output.Flush();
    }

    public override void Dispose() => _output.Dispose();

    private void Show(RecordBatch batch, int row)
    {
        var cells = new string?[_formatters.Length];
        for (int column = 0; column < cells.Length; column++)
        {
            cells[column] = batch[column].IsNull(row) ? null : CellText.Visible(Text(batch[column], row, column));
        }

        if (_grid is not null)
        {
            Print(_grid.Row(cells));
            return;
        }

        _held.Add(cells);
        if (maxRows == 0 && _held.Count == RowsForWidth)
        {
            Draw();
        }
    }

    // A cell of megabytes is cut before it is made visible: at most what could be shown is turned into text.
    private string Text(ArrowArray array, int row, int column)
    {
        if (array.Type.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 && array.GetBytes(row) is { Length: > WidestCell * 8 } bytes)
        {
            return Encoding.UTF8.GetString(bytes[..(WidestCell * 8)]);
        }

        if (array.Type.Id is ArrowTypeId.Binary or ArrowTypeId.LargeBinary && array.GetBytes(row) is { Length: > WidestCell } blob)
        {
            return Convert.ToHexStringLower(blob[..WidestCell]);
        }

        return _formatters[column].Format(array, row);
    }

    private void Draw()
    {
        if (_grid is not null || _formatters.Length == 0)
        {
            return;
        }

        _grid = new TableGrid(_schema, _held, screenWidth, WidestCell);
        Print(_grid.Heading());
        foreach (string?[] cells in _held)
        {
            Print(_grid.Row(cells));
        }

        _held.Clear();
    }

    private void WriteFooter()
    {
        if (_formatters.Length == 0)
        {
            return;
        }

        string rows = Plural.Of(_rowCount, "row");
        string shown = maxRows > 0 && _rowCount > maxRows ? $"{rows}, the first {maxRows:N0} shown; --max-rows 0 shows all" : rows;
        Print(_grid is { CutCells: > 0 } ? $"({shown}; {Plural.Of(_grid.CutCells, "value")} cut)\n" : $"({shown})\n");
    }

    private void Print(string text) => _output.Write(Encoding.UTF8.GetBytes(text));
}
