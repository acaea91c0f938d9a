namespace Hawser.Connectors;

/// <summary>What an engine can do, and its limits.</summary>
/// <param name="supported">The abilities.</param>
public sealed class Capabilities(params IEnumerable<Capability> supported)
{
    // A bit for each: every connector's are made at each start.
    private readonly ulong _supported = supported.Aggregate(0UL, (bits, capability) => bits | Bit(capability));

    /// <summary>The abilities, in the order of <see cref="Capability"/>.</summary>
    public IEnumerable<Capability> Supported => Enum.GetValues<Capability>().Where(Has);

    /// <summary>The longest name in bytes of UTF-8; null when there is no limit.</summary>
    public int? MaxNameBytes { get; init; }

    /// <summary>The most parameters of one statement; null when there is no limit.</summary>
    public int? MaxParameters { get; init; }

    /// <summary>The most columns of one table; null when there is no limit.</summary>
    public int? MaxColumns { get; init; }

    /// <summary>Whether the engine has an ability.</summary>
    public bool Has(Capability capability) => (_supported & Bit(capability)) != 0;

    private static ulong Bit(Capability capability) => 1UL << (int)capability;
}
