using Hawser.Connectors;

namespace Hawser.Extensions.Tests;

/// <summary>A server that lets nobody in.</summary>
internal sealed class LockedConnector : Connector
{
    public override string Name => "locked";

    public override string Description => "a server that lets nobody in";

    public override IReadOnlyList<OptionGroup> OptionGroups { get; } = [new("all", [new("host", OptionKind.Text, "The host."), new("password", OptionKind.Text, "The password.") { IsSecret = true }])];

    public override UriKeys UriKeys { get; } = new() { Host = "host", Password = "password" };

    public override Capabilities Capabilities { get; } = new();

    public override TypeMap TypeMap => throw new NotSupportedException();

    public override Database Open(ConnectorOptions options) => new LockedDatabase(this, options);

    private sealed class LockedDatabase(Connector connector, ConnectorOptions options) : Database(connector, options)
    {
        public override string DisplayName => Options.GetText("host")!;

        public override string? ServerVersion => null;

        protected override ValueTask<Connection> OpenConnectionCoreAsync(CancellationToken cancellationToken)
            => throw new ConnectorException(ConnectorStatus.Unauthenticated, "locked", "password authentication failed.");

        protected override ValueTask DisposeCoreAsync() => default;
    }
}
