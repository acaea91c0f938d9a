namespace Hawser.Copy;

/// <summary>How far a table is. Sent at most a few times a second, and at every change of phase.</summary>
/// <param name="Table">The item's name.</param>
/// <param name="Phase">Where it is on its way.</param>
/// <param name="Rows">Rows done in this phase.</param>
/// <param name="Bytes">Bytes of Arrow data done in this phase.</param>
/// <param name="EstimatedRows">About how many rows there are; null when not known.</param>
public sealed record CopyProgress(string Table, CopyPhase Phase, long Rows, long Bytes, long? EstimatedRows);
