namespace Hawser.Config;

/// <summary>Keys with their values, in the order of the file; no key stands twice.</summary>
internal sealed record ConfigMap(int Line, IReadOnlyList<ConfigEntry> Entries) : ConfigNode(Line)
{
    public ConfigEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key);
}
