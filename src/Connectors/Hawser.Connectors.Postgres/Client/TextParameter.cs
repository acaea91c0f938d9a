namespace Hawser.Connectors.Postgres.Client;

/// <summary>A parameter's value as PostgreSQL writes it. A null reference of it is NULL.</summary>
/// <param name="Text">The text as UTF-8.</param>
internal sealed record TextParameter(ReadOnlyMemory<byte> Text)
{
    /// <summary>Nothing of the value: values do not belong in logs.</summary>
    public override string ToString() => "?";
}
