using System.Text;
using Hawser.Arrow;
using Hawser.Cli.Rendering;

namespace Hawser.Cli.Rows;

/// <summary>
/// Columns with a width each: as wide as the rows seen, narrowed when the screen asks for it, widest first. Numbers are never cut. A later value that is wider than its column stands
/// out, unless the screen is narrow.
/// </summary>
internal sealed class TableGrid
{
    private const int NarrowestColumn = 6;
    private const string Null = "NULL";

    private readonly string[] _names;
    private readonly bool[] _isRight;
    private readonly int[] _widths;
    private readonly int[] _limits;

    public TableGrid(Schema schema, IReadOnlyList<string?[]> rows, int? screenWidth, int widestCell)
    {
        _names = [.. schema.Fields.Select(f => CellText.Visible(f.Name))];
        _isRight = [.. schema.Fields.Select(f => f.Type.Id is >= ArrowTypeId.Int8 and <= ArrowTypeId.Decimal256)];
        _widths = new int[_names.Length];
        for (int column = 0; column < _widths.Length; column++)
        {
            int widest = rows.Count == 0 ? 0 : rows.Max(r => CellText.Width(r[column] ?? Null));
            _widths[column] = Math.Min(Math.Max(widest, CellText.Width(_names[column])), widestCell);
        }

        _limits = new int[_widths.Length];
        Array.Fill(_limits, widestCell);
        if (screenWidth is { } width)
        {
            Narrow(width);
            Array.Copy(_widths, _limits, _widths.Length);
        }
    }

    /// <summary>How many values were shown in part only.</summary>
    public long CutCells { get; private set; }

    public string Heading()
    {
        var line = new StringBuilder();
        for (int column = 0; column < _widths.Length; column++)
        {
            Cell(line, column, CellText.Cut(_names[column], _widths[column]), isRight: false);
        }

        TrimEnd(line).Append('\n');
        for (int column = 0; column < _widths.Length; column++)
        {
            line.Append(column > 0 ? "┼" : "").Append('─', _widths[column] + 2);
        }

        return line.Append('\n').ToString();
    }

    public string Row(string?[] cells)
    {
        var line = new StringBuilder();
        for (int column = 0; column < _widths.Length; column++)
        {
            string cell = cells[column] ?? Null;
            string shown = _isRight[column] ? cell : CellText.Cut(cell, _limits[column]);
            CutCells += shown != cell ? 1 : 0;
            Cell(line, column, shown, _isRight[column]);
        }

        return TrimEnd(line).Append('\n').ToString();
    }

    private static StringBuilder TrimEnd(StringBuilder line)
    {
        while (line.Length > 0 && line[^1] == ' ')
        {
            line.Length--;
        }

        return line;
    }

    private void Cell(StringBuilder line, int column, string text, bool isRight)
    {
        int padding = Math.Max(0, _widths[column] - CellText.Width(text));
        line.Append(column > 0 ? "│ " : " ").Append(' ', isRight ? padding : 0).Append(text).Append(' ', isRight ? 1 : padding + 1);
    }

    private void Narrow(int screenWidth)
    {
        int excess = _widths.Sum() + (_widths.Length * 3) - 1 - screenWidth;
        for (; excess > 0; excess--)
        {
            int widest = -1;
            for (int column = 0; column < _widths.Length; column++)
            {
                bool mayShrink = !_isRight[column] && _widths[column] > NarrowestColumn;
                widest = mayShrink && (widest < 0 || _widths[column] > _widths[widest]) ? column : widest;
            }

            if (widest < 0)
            {
                return;
            }

            _widths[widest]--;
        }
    }
}
