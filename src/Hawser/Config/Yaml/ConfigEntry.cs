namespace Hawser.Config;

/// <summary>A key with its value.</summary>
internal sealed record ConfigEntry(string Key, int Line, ConfigNode Value);
