using System.Text;

namespace Hawser.Cli.Rendering;

/// <summary>A table of short texts for people: columns two spaces apart, a line under the heading, numbers to the right.</summary>
internal sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> _rows = [];
    private readonly HashSet<int> _rightAligned = [];

    public string Indent { get; init; } = "";

    public int RowCount => _rows.Count;

    public TextTable AlignRight(int column)
    {
        _rightAligned.Add(column);
        return this;
    }

    public void Add(params string[] cells) => _rows.Add([.. cells.Select(CellText.Visible)]);

    public void WriteTo(StringBuilder text)
    {
        int[] used = [.. Enumerable.Range(0, headings.Length).Where(c => _rows.Any(r => r[c].Length > 0))];
        int[] widths = [.. used.Select(c => Math.Max(CellText.Width(headings[c]), _rows.Max(r => CellText.Width(r[c]))))];
        Line(text, used, widths, headings);
        Line(text, used, widths, [.. headings.Select((_, c) => Array.IndexOf(used, c) is >= 0 and var i ? new string('─', widths[i]) : "")]);
        foreach (string[] row in _rows)
        {
            Line(text, used, widths, row);
        }
    }

    private void Line(StringBuilder text, int[] columns, int[] widths, string[] cells)
    {
        var line = new StringBuilder(Indent);
        for (int i = 0; i < columns.Length; i++)
        {
            string cell = cells[columns[i]];
            int padding = widths[i] - CellText.Width(cell);
            bool isRight = _rightAligned.Contains(columns[i]);
            line.Append(i > 0 ? "  " : "").Append(' ', isRight ? padding : 0).Append(cell).Append(' ', isRight ? 0 : padding);
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
