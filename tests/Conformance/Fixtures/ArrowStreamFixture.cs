using Hawser.Locations;

namespace Hawser.Conformance.Fixtures;

/// <summary>Arrow IPC streams in files.</summary>
public sealed class ArrowStreamFixture() : FormatFixture(new ArrowConnector())
{
    /// <inheritdoc/>
    public override string Name => "arrows";

    /// <inheritdoc/>
    public override bool Appends => true;
}
