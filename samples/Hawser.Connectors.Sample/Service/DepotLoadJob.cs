namespace Hawser.Connectors.Sample.Service;

/// <summary>What a load job is asked to do. The caller chooses its id, so that asking twice does it once.</summary>
internal sealed record DepotLoadJob(string Id, string Stage, DepotTable Target, LoadMode Mode);
