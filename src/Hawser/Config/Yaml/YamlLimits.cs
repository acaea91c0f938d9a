namespace Hawser.Config;

/// <summary>How large a configuration may be: far beyond what people write, far below what could hurt.</summary>
internal static class YamlLimits
{
    /// <summary>Bytes of a file.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Nesting of lists and maps.</summary>
    public const int MaxDepth = 16;

    /// <summary>Values of a file, those that merges repeat included.</summary>
    public const int MaxNodes = 50_000;

    /// <summary>Uses of anchors.</summary>
    public const int MaxAliases = 1_000;
}
