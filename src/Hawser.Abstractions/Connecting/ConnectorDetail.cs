namespace Hawser.Connectors;

/// <summary>Something that a connector tells of how it works. It holds no secrets and no data.</summary>
/// <param name="Connector">The connector's name.</param>
/// <param name="Place">What it is about: a database, or what is done with a table.</param>
/// <param name="Text">The end of a sentence, without a full stop.</param>
public sealed record ConnectorDetail(string Connector, string Place, string Text)
{
    /// <summary>The sentence.</summary>
    public override string ToString() => $"[{Connector}] {Place}: {Text}";
}
