using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Session;

/// <summary>One open instance of the engine.</summary>
internal sealed unsafe class EngineInstance
{
    /// <summary>The one setting that needs a running engine.</summary>
    public const string TimeZoneSetting = "TimeZone";

    private readonly InstanceHandle _handle;

    /// <param name="path">The canonical path of the file; null for a database in memory.</param>
    /// <param name="settings">DuckDB's own configuration keys and values.</param>
    /// <exception cref="ConnectorException">It cannot be opened.</exception>
    public EngineInstance(string? path, IReadOnlyDictionary<string, string> settings)
    {
        Path = path;
        Settings = settings;
        _handle = Open(path, settings);
    }

    public string? Path { get; }

    public IReadOnlyDictionary<string, string> Settings { get; }

    public bool IsReadOnly => Settings["access_mode"] == "READ_ONLY";

    public SnapshotGate Gate { get; } = new();

    /// <summary>How many leases there are; guarded by the registry.</summary>
    public int Users { get; set; } = 1;

    /// <summary>Opens a session; it keeps the engine alive even when the instance is closed before it.</summary>
    public SessionHandle Connect() => SessionHandle.Open(_handle)
        ?? throw new ConnectorException(ConnectorStatus.Unavailable, DuckDbErrors.Connector, $"no session could be opened on {Path ?? ":memory:"}.");

    public void Close() => _handle.Dispose();

    private static InstanceHandle Open(string? path, IReadOnlyDictionary<string, string> settings)
    {
        nint config = 0;
        _ = InstanceApi.duckdb_create_config(&config);
        try
        {
            foreach (var (key, value) in settings)
            {
                if (key != TimeZoneSetting)
                {
                    Set(config, key, value);
                }
            }

            nint database = 0;
            byte* error = null;
            fixed (byte* name = path is null ? null : NativeText.Terminated(path))
            {
                if (InstanceApi.duckdb_open_ext(name, &database, config, &error) != 0)
                {
                    var message = NativeText.Take(error);
                    throw DuckDbErrors.From(message.Length > 0 ? message : $"IO Error: {path} cannot be opened", "open the database");
                }
            }

            return new InstanceHandle(database);
        }
        finally
        {
            InstanceApi.duckdb_destroy_config(&config);
        }
    }

    private static void Set(nint config, string key, string value)
    {
        fixed (byte* name = NativeText.Terminated(key), text = NativeText.Terminated(value))
        {
            if (InstanceApi.duckdb_set_config(config, name, text) != 0)
            {
                throw new ConnectorException(ConnectorStatus.InvalidConfiguration, DuckDbErrors.Connector, $"\"{value}\" is not a value that {key} takes.");
            }
        }
    }
}
