using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Tests.Connections;

/// <summary>An engine that fails when a test tells it to, and notices when two threads use one of its sessions.</summary>
internal sealed class FaultyConnector : Connector
{
    private readonly List<FaultySession> _sessions = [];

    public override string Name => "faulty";

    public override string Description => "an engine that fails on demand";

    public override IReadOnlyList<OptionGroup> OptionGroups { get; } = [new("all", [new("host", OptionKind.Text, "The host."), new("password", OptionKind.Text, "Secret.") { IsSecret = true }])];

    public override UriKeys UriKeys { get; } = new() { Host = "host", Password = "password", User = null };

    public override Capabilities Capabilities { get; } = new();

    public override TypeMap TypeMap => throw new NotSupportedException();

    /// <summary>Every session that was ever opened.</summary>
    public IReadOnlyList<FaultySession> Sessions
    {
        get
        {
            lock (_sessions)
            {
                return [.. _sessions];
            }
        }
    }

    public Func<CancellationToken, Task>? OnOpen { get; set; }

    public bool IsSingle { get; init; }

    public int DatabasesOpened { get; private set; }

    public int DatabasesDisposed { get; private set; }

    public override Database Open(ConnectorOptions options)
    {
        DatabasesOpened++;
        return new FaultyDatabase(this, options);
    }

    internal sealed class FaultyDatabase(FaultyConnector connector, ConnectorOptions options) : Database(connector, options)
    {
        public override string DisplayName => "nowhere";

        public override string? ServerVersion => "Faulty 1.0";

        public override bool AllowsConcurrentConnections => !connector.IsSingle;

        protected override async ValueTask<Connection> OpenConnectionCoreAsync(CancellationToken cancellationToken)
        {
            if (connector.OnOpen is { } onOpen)
            {
                await onOpen(cancellationToken);
            }

            var session = new FaultySession(this);
            lock (connector._sessions)
            {
                connector._sessions.Add(session);
            }

            return session;
        }

        protected override ValueTask DisposeCoreAsync()
        {
            Assert.All(connector.Sessions.Where(session => session.Database == this), session => Assert.True(session.IsClosed, "The database is disposed last."));
            connector.DatabasesDisposed++;
            return default;
        }
    }
}
