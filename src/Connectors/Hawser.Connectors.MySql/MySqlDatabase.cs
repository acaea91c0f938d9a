using Hawser.Connectors.MySql.Scanning;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql;

/// <summary>One database of a server: how to get there, which version it is.</summary>
internal sealed class MySqlDatabase : Database
{
    private string? _serverVersion;
    private MySqlTypeMap _typeMap = MySqlTypeMap.Instance;

    public MySqlDatabase(MySqlConnector connector, ConnectorOptions options, MySqlSettings settings)
        : base(connector, options)
    {
        Settings = settings;
        DisplayName = settings.Session.Database.Length == 0 ? settings.Session.ToString() : $"{settings.Session}/{settings.Session.Database}";
    }

    /// <summary>The options in the form that sessions take.</summary>
    public MySqlSettings Settings { get; }

    public override string DisplayName { get; }

    public override string? ServerVersion => _serverVersion;

    public override TypeMap TypeMap => _typeMap;

    /// <summary>As many as there are processors here: a server sends one session's rows on one of its own.</summary>
    public override int SuggestedReaders => Environment.ProcessorCount;

    /// <summary>As many as there are processors here: a server takes one session's rows on one of its own.</summary>
    public override int SuggestedWriters => Environment.ProcessorCount;

    /// <summary>Another route to the same server is not noticed; the same address in other letters is.</summary>
    public override bool IsSameAs(Database other) =>
        base.IsSameAs(other) || (other is MySqlDatabase database && database.DisplayName.Equals(DisplayName, StringComparison.OrdinalIgnoreCase));

    /// <summary>Opens a session.</summary>
    public async ValueTask<MySqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        MySqlSession session = await SessionOpener.OpenAsync(Settings.Session, cancellationToken).ConfigureAwait(false);
        MySqlConnection? connection = null;
        try
        {
            ServerFacts facts = await ServerFacts.PrepareAsync(session, cancellationToken).ConfigureAwait(false);
            _serverVersion = facts.DisplayVersion;
            _typeMap = new MySqlTypeMap(SinkRules.Of(facts));
            return connection = new MySqlConnection(this, session, facts);
        }
        finally
        {
            if (connection is null)
            {
                await session.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    protected override async ValueTask<Connection> OpenConnectionCoreAsync(CancellationToken cancellationToken) => await OpenAsync(cancellationToken).ConfigureAwait(false);

    protected override ValueTask<Snapshot> OpenSnapshotCoreAsync(int sessions, CancellationToken cancellationToken) => SharedSnapshot.OpenAsync(this, sessions, cancellationToken);

    protected override ValueTask DisposeCoreAsync() => default;
}
