using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>One row that was kept to be looked at.</summary>
internal sealed class CollectedRow(RecordBatch row, long number, UInt128 hash) : IDisposable
{
    private const int ShownCharacters = 80;

    /// <summary>Its position in its table as it was read, from 0.</summary>
    public long Number { get; } = number;

    /// <summary>The row's canonical hash.</summary>
    public UInt128 Hash { get; } = hash;

    /// <summary>A value as text, shortened.</summary>
    public string Text(int column)
    {
        if (IsNull(column))
        {
            return "NULL";
        }

        string text = Format(column);
        return text.Length <= ShownCharacters ? $"\"{text}\"" : $"\"{text.AsSpan(0, ShownCharacters)}…\" ({text.Length} characters)";
    }

    /// <summary>Whether both rows have the same value, seen whole.</summary>
    public bool IsSame(CollectedRow other, int column) => IsNull(column) == other.IsNull(column) && (other.IsNull(column) || Format(column) == other.Format(column));

    /// <summary>Where this row's value as text begins to differ from the other's; null when both are short enough to be shown whole.</summary>
    public int? HiddenDifference(CollectedRow other, int column)
    {
        if (IsNull(column) || other.IsNull(column))
        {
            return null;
        }

        int same = Format(column).AsSpan().CommonPrefixLength(other.Format(column));
        return same < ShownCharacters ? null : same;
    }

    public void Dispose() => row.Dispose();

    private bool IsNull(int column) => row[column].IsNull(0);

    private string Format(int column) => new ValueFormatter(row.Schema[column]).Format(row[column], 0);
}
