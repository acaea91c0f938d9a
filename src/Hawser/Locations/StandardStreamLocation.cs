namespace Hawser.Locations;

/// <summary><c>-</c>: standard input as a source, standard output as a target, as an Arrow IPC stream.</summary>
public sealed class StandardStreamLocation : Location
{
    private StandardStreamLocation()
    {
    }

    /// <summary>The one such location.</summary>
    public static StandardStreamLocation Instance { get; } = new();

    /// <summary>Null: a stream holds one table without a name.</summary>
    public override LocationTable? Table => null;

    /// <inheritdoc/>
    public override string ToString() => "-";
}
