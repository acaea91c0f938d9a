namespace Hawser.Config;

/// <summary>A piece of a configuration file, with the line on which it begins.</summary>
internal abstract record ConfigNode(int Line);
