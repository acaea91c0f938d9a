using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>What to load, where, and how.</summary>
/// <param name="Target">A <see cref="TableName"/> or <see cref="FileRelation"/>.</param>
/// <param name="Schema">The schema of the batches to come. Columns are matched with the target's by name: exact first, then as the engine compares names.</param>
/// <param name="Mode">What to do with the target.</param>
public sealed record LoadRequest(Relation Target, Schema Schema, LoadMode Mode)
{
    /// <summary>
    /// The table to make when the load makes one: native types, nullability, primary key, as the plan decided them. Null to take them from the schema by the type map.
    /// Indexes, foreign keys and other objects in it are not made by the load.
    /// </summary>
    public TableModel? Definition { get; init; }

    /// <summary>The columns that tell rows apart in <see cref="LoadMode.Upsert"/>, in the target's names. Null for the target's primary key; of no meaning in the other modes.</summary>
    public IReadOnlyList<string>? Key { get; init; }

    /// <summary>The transaction of the same connection that the load takes part in; null for a transaction of its own.</summary>
    public Transaction? Transaction { get; init; }

    /// <summary>
    /// Names the load in checkpoints: the same when the same command runs again, so that <see cref="TableLoad.IsChunkDoneAsync"/> finds what an earlier run committed and a repeated job is
    /// harmless. Null for a load that is never resumed.
    /// </summary>
    public string? LoadId { get; init; }

    /// <summary>
    /// How many writers the caller would have open at the same time: an engine that must prepare for several prepares for no more than these. A hint, and
    /// <see cref="TableLoad.MaxWriters"/> is the answer, which may be less or more. Default: 1.
    /// </summary>
    public int Writers { get; init; } = 1;

    /// <summary>Where rows go that cannot be written; null to stop at the first.</summary>
    public RejectSink? RejectSink { get; init; }

    /// <summary>
    /// Told of each step by <see cref="Connection.LoadFromRelationAsync"/> where rows pass through this process, on a thread of the load; null when nobody asks. A load whose rows the caller
    /// writes tells nothing.
    /// </summary>
    public IProgress<LoadProgress>? Progress { get; init; }

    /// <summary>Whether columns of the target that the schema lacks get their defaults. Otherwise they are an error.</summary>
    public bool AllowMissingColumns { get; init; }

    /// <summary>Whether columns of the schema that the target lacks are left out. Otherwise they are an error.</summary>
    public bool AllowExtraColumns { get; init; }

    /// <summary>Whether the caller reads what was loaded as soon as it is committed, e.g. to prove it: a file then stays in the system's cache. Default: false.</summary>
    public bool IsReadBack { get; init; }

    /// <summary>Where the load's own buffers come from. Default: <see cref="ArrowAllocator.Default"/>.</summary>
    public ArrowAllocator Allocator { get; init; } = ArrowAllocator.Default;
}
