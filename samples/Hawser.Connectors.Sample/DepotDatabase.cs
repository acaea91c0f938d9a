using Hawser.Connectors.Sample.Http;

namespace Hawser.Connectors.Sample;

/// <summary>One depot: the endpoint and the token, which all its connections share.</summary>
internal sealed class DepotDatabase : Database
{
    public DepotDatabase(Connector connector, ConnectorOptions options)
        : base(connector, options)
    {
        DisplayName = options.GetText("endpoint")!;
        Client = new DepotClient(DisplayName, options.GetText("token")!, options.GetDuration("poll_interval")!.Value);
    }

    public override string DisplayName { get; }

    public override string? ServerVersion => "Depot 1";

    internal DepotClient Client { get; }

    protected override async ValueTask<Connection> OpenConnectionCoreAsync(CancellationToken cancellationToken)
    {
        await Client.PingAsync(cancellationToken).ConfigureAwait(false);
        return new DepotConnection(this);
    }

    protected override ValueTask DisposeCoreAsync() => ValueTask.CompletedTask;
}
