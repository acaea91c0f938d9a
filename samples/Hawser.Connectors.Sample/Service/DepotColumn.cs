namespace Hawser.Connectors.Sample.Service;

/// <summary>A column as the depot declares it.</summary>
internal sealed record DepotColumn(string Name, string Type, bool IsRequired);
