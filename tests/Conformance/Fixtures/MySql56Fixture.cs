using Hawser.Conformance.Running;
using Hawser.Testing.MySql;

namespace Hawser.Conformance.Fixtures;

/// <summary>The same on MySQL 5.6, the oldest that is supported.</summary>
public sealed class MySql56Fixture() : MySqlFixture(MySqlFlavour.MySql56)
{
    private const string Log = "10% of redo log size";
    private const string SmallLog = "MySQL 5.6 takes no cell larger than a tenth of its redo log, which is small on the test's server; the load says so.";

    /// <inheritdoc/>
    internal override IReadOnlyList<Quirk> Quirks { get; } =
    [
        Ship,
        new("A_huge_cell_passes_whole", Log, SmallLog),
        new("capability Constraints", "No exception was thrown", "MySQL has checks from 8.0.16; older ones forget them. Keys hold."),
        new("A_model_comes_back_as_it_was_made", "would not be kept", "The same: a table with a check is refused there."),
        new("A_ceiling_on_memory_is_an_error_and_not_a_crash", Log, SmallLog),
    ];
}
