namespace Hawser.Config;

/// <summary>A list of values.</summary>
internal sealed record ConfigList(int Line, IReadOnlyList<ConfigNode> Items) : ConfigNode(Line);
