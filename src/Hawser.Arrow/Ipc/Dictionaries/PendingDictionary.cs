namespace Hawser.Arrow.Ipc;

/// <summary>A dictionary batch that must go out before the record batch that needs it. Whoever gets it disposes the values.</summary>
internal sealed record PendingDictionary(long Id, ArrowArray Values, bool IsDelta);
