using Hawser.Connectors.Postgres.Client;
using Hawser.Connectors.Postgres.Types;
using Npgsql;

namespace Hawser.Connectors.Postgres;

/// <summary>One database of a server: how to get there, what types it has, which version it is.</summary>
internal sealed class PostgresDatabase : Database
{
    private static readonly Version Oldest = new(9, 6);

    private readonly NpgsqlDataSource _source;
    private string? _serverVersion;

    public PostgresDatabase(PostgresConnector connector, ConnectorOptions options, PostgresSettings settings)
        : base(connector, options)
    {
        Settings = settings;
        DisplayName = $"{settings.Host}:{settings.Port}/{settings.Database}";
        try
        {
            // What types there are we ask the server ourselves (PgTypeCatalog), so Npgsql need not.
            var builder = new NpgsqlSlimDataSourceBuilder(settings.ToConnectionString().ConnectionString);
            builder.ConfigureTypeLoading(loading => loading.EnableTypeLoading(false)).EnableTransportSecurity().EnableIntegratedSecurity().EnableArrays();
#pragma warning disable NPG9001 // How values are read raw is open to change between Npgsql's versions; the package is pinned.
            builder.AddTypeInfoResolverFactory(new RawTypeResolverFactory());
#pragma warning restore NPG9001
            _source = builder.Build();
        }
        catch (ArgumentException error)
        {
            throw new ConnectorException(ConnectorStatus.InvalidConfiguration, PostgresErrors.Connector, $"{DisplayName}: {error.Message}", error);
        }
    }

    /// <summary>The options in the form that sessions take.</summary>
    public PostgresSettings Settings { get; }

    /// <summary>The types.</summary>
    public PgTypeCatalog Types { get; } = new();

    public override string DisplayName { get; }

    public override string? ServerVersion => _serverVersion;

    /// <summary>As many as there are processors here: decoding, not the server, is the narrow place.</summary>
    public override int SuggestedReaders => Environment.ProcessorCount;

    /// <summary>As many as there are processors here: encoding on ours and a session each on the server's side keep both busy.</summary>
    public override int SuggestedWriters => Environment.ProcessorCount;

    /// <summary>Another route to the same server is not noticed; the same address in other letters is.</summary>
    public override bool IsSameAs(Database other) =>
        base.IsSameAs(other) || (other is PostgresDatabase database && database.DisplayName.Equals(DisplayName, StringComparison.OrdinalIgnoreCase));

    /// <summary>Opens a session.</summary>
    public async ValueTask<PostgresConnection> OpenAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection native = _source.CreateConnection();
        PostgresConnection? connection = null;
        Task opening = native.OpenAsync(cancellationToken);
        try
        {
            await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
            ThrowIfTooOld(native);
            _serverVersion = $"PostgreSQL {native.PostgresParameters.GetValueOrDefault("server_version") ?? native.PostgreSqlVersion.ToString()}";
            var opened = new PostgresConnection(this, native);
            await opened.PrepareAsync(cancellationToken).ConfigureAwait(false);
            return connection = opened;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception error) when (PostgresErrors.IsForeign(error))
        {
            throw PostgresErrors.Translate(error, DisplayName);
        }
        finally
        {
            if (connection is null && opening.IsCompleted)
            {
                await native.DisposeAsync().ConfigureAwait(false);
            }
            else if (connection is null)
            {
                // Npgsql does not heed the token while it waits for the server's first answer; its own time limit ends it.
                _ = LetGoAsync(opening, native);
            }
        }
    }

    protected override async ValueTask<Connection> OpenConnectionCoreAsync(CancellationToken cancellationToken) => await OpenAsync(cancellationToken).ConfigureAwait(false);

    protected override ValueTask<Snapshot> OpenSnapshotCoreAsync(int sessions, CancellationToken cancellationToken) => ExportedSnapshot.OpenAsync(this, sessions, cancellationToken);

    protected override ValueTask DisposeCoreAsync()
    {
        Types.Dispose();
        return _source.DisposeAsync();
    }

    private static async Task LetGoAsync(Task opening, NpgsqlConnection native)
    {
        try
        {
            await opening.ConfigureAwait(false);
        }
        catch (Exception error) when (PostgresErrors.IsForeign(error) || error is OperationCanceledException)
        {
            // Whoever wanted it has gone.
        }
        finally
        {
            await native.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void ThrowIfTooOld(NpgsqlConnection native)
    {
        if (native.PostgreSqlVersion < Oldest)
        {
            throw new ConnectorException(ConnectorStatus.NotSupported, PostgresErrors.Connector, $"{DisplayName} is PostgreSQL {native.PostgreSqlVersion}; {Oldest} and later are supported.");
        }
    }
}
