using System.Globalization;
using System.Text;

namespace Hawser.Cli.Rendering;

/// <summary>Notes that many rows of a table share stand once below it, and by number in the rows.</summary>
internal sealed class Footnotes
{
    private const int LeastShared = 2;

    private readonly List<string> _shared;

    public Footnotes(IEnumerable<string?> notes) =>
        _shared = [.. notes.OfType<string>().GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() >= LeastShared).Select(g => g.Key)];

    /// <summary>What stands in the row.</summary>
    public string For(string? note) => note is null ? "" : _shared.IndexOf(note) is >= 0 and var at ? Mark(at) : note;

    public void WriteTo(StringBuilder text, string indent)
    {
        for (int i = 0; i < _shared.Count; i++)
        {
            text.Append(indent).Append(Mark(i)).Append(' ').Append(CellText.Visible(_shared[i])).Append('\n');
        }
    }

    private static string Mark(int at) => string.Create(CultureInfo.InvariantCulture, $"[{at + 1}]");
}
