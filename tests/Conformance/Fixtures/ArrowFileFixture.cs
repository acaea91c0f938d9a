using Hawser.Locations;

namespace Hawser.Conformance.Fixtures;

/// <summary>Arrow IPC files.</summary>
public sealed class ArrowFileFixture() : FormatFixture(new ArrowConnector())
{
    /// <inheritdoc/>
    public override string Name => "arrow";

    /// <inheritdoc/>
    public override bool Appends => true;
}
