namespace Hawser.Arrow.Ipc;

/// <summary>A dictionary batch that must go out before the record batch that needs it. The values are borrowed from the tracker.</summary>
internal sealed record PendingDictionary(long Id, ArrowArray Values, bool IsDelta);
