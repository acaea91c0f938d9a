namespace Hawser.Arrow;

/// <summary>The rows whose key hashes into one bucket.</summary>
/// <param name="RowCount">How many there are.</param>
/// <param name="RowSum">The sum of their hashes modulo 2¹²⁸.</param>
public readonly record struct BucketSum(long RowCount, UInt128 RowSum);
