using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>What a copy would do, decided before any data moves.</summary>
/// <param name="Source">The source's place, without secrets.</param>
/// <param name="Target">The target's place, without secrets.</param>
/// <param name="Tables">The tables in the order of copying.</param>
public sealed record CopyPlan(string Source, string Target, IReadOnlyList<TablePlan> Tables)
{
    /// <summary>The options that the plan was made with.</summary>
    public required CopyOptions Options { get; init; }

    /// <summary>Whether all tables are read as of one moment.</summary>
    public Consistency Consistency { get; init; }

    /// <summary>Objects of the source database that a copy does not carry and that belong to no copied table: views, sequences.</summary>
    public IReadOnlyList<string> NotCarried { get; init; } = [];

    /// <summary>What stands in the way, of every table. Empty when the copy can run.</summary>
    public IEnumerable<string> Problems => Tables.SelectMany(t => t.Problems);
}
