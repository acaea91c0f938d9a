namespace Hawser.Arrow;

/// <summary>The first place where two arrays or batches differ.</summary>
/// <param name="Column">The column's name; <c>schema</c> when the columns themselves differ, <c>rows</c> when their number does.</param>
/// <param name="Row">The row, from 0; -1 when no single row is meant.</param>
/// <param name="Left">The left value as text, shortened when long.</param>
/// <param name="Right">The right value as text, shortened when long.</param>
public sealed record Difference(string Column, long Row, string Left, string Right)
{
    private const int LongestText = 500;

    /// <summary>The difference as a sentence.</summary>
    public override string ToString() => Row < 0
        ? $"{Column}: {Left} on the left, {Right} on the right"
        : $"column \"{Column}\", row {Row}: {Left} on the left, {Right} on the right";

    internal static string Shorten(string text) =>
        text.Length <= LongestText ? text : $"{text.AsSpan(0, LongestText)}… ({text.Length} characters)";
}
