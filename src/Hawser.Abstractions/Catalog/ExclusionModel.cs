namespace Hawser.Connectors;

/// <summary>A constraint that no two rows are alike in a way that is more than equality, e.g. that no two stays overlap.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Definition">The constraint in the engine's language, e.g. <c>EXCLUDE USING gist (room WITH =, stay WITH &amp;&amp;)</c>.</param>
public sealed record ExclusionModel(string Name, string Definition);
