namespace Hawser.Connectors;

/// <summary>A step of a load that moves rows by itself.</summary>
/// <param name="Rows">Rows that were moved since the last step.</param>
/// <param name="Bytes">Their bytes.</param>
public readonly record struct LoadProgress(long Rows, long Bytes);
