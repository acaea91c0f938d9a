namespace Hawser.Cli.Tests.Support;

/// <summary>
/// Tests that run while no other does. A program on a terminal of its own is in a session of its own, where it does not see the named mutex by which
/// instrumented programs take turns to write their line coverage, and one of two that write at once breaks off.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    /// <summary>What a test class names to be in here.</summary>
    public const string Name = "Alone";
}
