namespace Hawser.Connectors;

/// <summary>How a path is known to belong to a connector or format: by its ending or by bytes at a fixed place.</summary>
public sealed record FileSignature
{
    /// <summary>Endings with their dot, lower case, e.g. <c>.sqlite</c>.</summary>
    public IReadOnlyList<string> Endings { get; init; } = [];

    /// <summary>The bytes that mark the format; empty when it has none.</summary>
    public ReadOnlyMemory<byte> Magic { get; init; }

    /// <summary>Where <see cref="Magic"/> begins in the file.</summary>
    public int MagicOffset { get; init; }
}
