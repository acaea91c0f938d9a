namespace Hawser.Connectors.MySql.Tests.Support;

/// <summary>Tests that change settings of the whole server, which every session that opens meanwhile would take over.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
