namespace Hawser.Copy;

/// <summary>A value that a conversion refused.</summary>
/// <param name="Row">The row of the batch.</param>
/// <param name="Column">The source's column.</param>
/// <param name="Reason">Why, in one sentence.</param>
internal sealed record BatchMisfit(int Row, string Column, string Reason);
