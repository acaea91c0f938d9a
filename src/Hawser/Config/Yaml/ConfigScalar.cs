using Hawser.Connectors;

namespace Hawser.Config;

/// <summary>A single value. It may hold a secret.</summary>
internal sealed record ConfigScalar(int Line, Secret Text, bool IsPlain) : ConfigNode(Line)
{
    /// <summary>Whether nothing was written, or YAML's null.</summary>
    public bool IsNull => IsPlain && Text.Reveal() is ("" or "~" or "null" or "Null" or "NULL");
}
