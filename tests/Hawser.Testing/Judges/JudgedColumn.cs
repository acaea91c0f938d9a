namespace Hawser.Testing.Judges;

/// <summary>A column as a judge names it.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">The type in the judge's own words; empty when it declares none.</param>
public sealed record JudgedColumn(string Name, string Type);
