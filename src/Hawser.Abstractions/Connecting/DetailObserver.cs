namespace Hawser.Connectors;

/// <summary>Hears details among a listener's events.</summary>
internal sealed class DetailObserver(Action<ConnectorDetail> hear) : IObserver<KeyValuePair<string, object?>>
{
    public void OnCompleted()
    {
        // The source lives as long as the process.
    }

    public void OnError(Exception error)
    {
        // The source has none.
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is ConnectorDetail detail)
        {
            hear(detail);
        }
    }
}
