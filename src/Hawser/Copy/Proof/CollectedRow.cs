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
        if (row[column].IsNull(0))
        {
            return "NULL";
        }

        string text = new ValueFormatter(row.Schema[column]).Format(row[column], 0);
        return text.Length <= ShownCharacters ? $"\"{text}\"" : $"\"{text.AsSpan(0, ShownCharacters)}…\" ({text.Length} characters)";
    }

    public void Dispose() => row.Dispose();
}
