using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>How a copy is done. The defaults are those of <c>hawser copy</c>.</summary>
public sealed record CopyOptions
{
    /// <summary>What to do with each target table. Default: make it, and fail when it exists.</summary>
    public LoadMode Mode { get; init; } = LoadMode.Create;

    /// <summary>How the copy is proved. Default: by hash.</summary>
    public VerifyMode Verify { get; init; } = VerifyMode.Hash;

    /// <summary>The most rows of a batch. Default 65,536.</summary>
    public int BatchRows { get; init; } = 65_536;

    /// <summary>The ceiling over all of Hawser's buffers for data, in bytes. Default 256 MB. Batches are made small enough to stay under it; a cell that does not fit, with the batches that are under way beside it, is an error.</summary>
    public long MemoryBytes { get; init; } = 256_000_000;

    /// <summary>The columns to copy, by name; null for all. Only with a single table.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Columns that may lose something, as <c>table.column</c> or <c>column</c>.</summary>
    public IReadOnlyList<string> AllowLoss { get; init; } = [];

    /// <summary>
    /// Columns to read as the source's engine has them in bytes of its own, as <c>table.column</c> or <c>column</c>: exact for every value, and good for the same engine alone. Between two
    /// databases of one engine the planner does so by itself where it is needed.
    /// </summary>
    public IReadOnlyList<string> Encode { get; init; } = [];

    /// <summary>How a source without binding types decides them.</summary>
    public TypeMode TypeMode { get; init; } = TypeMode.Declared;

    /// <summary>The columns that tell rows apart in <see cref="LoadMode.Upsert"/>, in the target's names; null for each target's primary key.</summary>
    public IReadOnlyList<string>? Key { get; init; }

    /// <summary>
    /// The Arrow file for rows that do not fit the target or that its engine refuses: such rows then do not stop the copy. It is made only when there are some; with several tables each has
    /// its own, named <c>FILE-table.arrow</c>. Null to stop at the first.
    /// </summary>
    public string? RejectFile { get; init; }

    /// <summary>
    /// The most readers of a table that work at the same time, and the most writers, where source and target can. Null for what suits them: the processors for a server that cuts
    /// its tables cheaply or takes rows in several sessions, one for an embedded engine, which reads in parallel by itself. A further writer begins when rows wait for the others.
    /// </summary>
    public int? Workers { get; init; }

    /// <summary>Whether target columns that the source lacks get their defaults; otherwise they are an error.</summary>
    public bool AllowMissingColumns { get; init; }

    /// <summary>Whether source columns that the target lacks are left out; otherwise they are an error.</summary>
    public bool AllowExtraColumns { get; init; }

    /// <summary>Whether rows may go another way than through Arrow where nothing is to be hashed or kept as a reject: read by the target's engine itself, or passed on in the bytes of the engine that both sides are.</summary>
    public bool AllowPushDown { get; init; } = true;

    /// <summary>Where the buffers come from, so that tests can count what is left of them; the job makes its own under <see cref="MemoryBytes"/> when null.</summary>
    internal ArrowAllocator? Allocator { get; init; }
}
