using System.Globalization;
using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Session;

/// <summary>
/// The instances of this process, one a file: two instances on one file would lose each other's data. Databases in memory are never shared.
/// </summary>
internal static class InstanceRegistry
{
    private static readonly Lock Guard = new();
    private static readonly Dictionary<string, EngineInstance> Open = new(StringComparer.Ordinal);

    /// <exception cref="ConnectorException">The file cannot be opened, or is open with other options.</exception>
    public static InstanceLease Acquire(ConnectorOptions options)
    {
        var path = options.GetText(DuckDbConnector.PathKey) ?? "";
        var settings = Settings(options);
        if (path.Length == 0 || path == ":memory:")
        {
            return new InstanceLease(Start(null, settings));
        }

        var canonical = CanonicalPath.Of(path);
        lock (Guard)
        {
            if (Open.TryGetValue(canonical, out var instance))
            {
                ThrowIfDifferent(instance, settings);
                instance.Users++;
                return new InstanceLease(instance);
            }

            instance = Start(canonical, settings);
            Open.Add(canonical, instance);
            return new InstanceLease(instance);
        }
    }

    internal static void Release(EngineInstance instance)
    {
        lock (Guard)
        {
            if (--instance.Users > 0)
            {
                return;
            }

            if (instance.Path is not null)
            {
                Open.Remove(instance.Path);
            }

            instance.Close();
        }
    }

    private static EngineInstance Start(string? path, Dictionary<string, string> settings)
    {
        var instance = new EngineInstance(path, settings);
        try
        {
            using var session = new EngineSession(instance.Connect());
            Write.BatchScan.Register(session);
            Files.PlainFunctions.Register(session);
            using (var variant = session.Prepare("SELECT NULL::VARIANT"))
            {
                Types.LogicalTypes.LearnVariant(variant.ColumnType(0));
            }

            session.Run($"SET GLOBAL TimeZone = {DuckDbDialect.Instance.TextLiteral(settings[EngineInstance.TimeZoneSetting])}");
            return instance;
        }
        catch (ConnectorException)
        {
            instance.Close();
            throw;
        }
    }

    private static Dictionary<string, string> Settings(ConnectorOptions options)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["access_mode"] = options.GetBoolean(DuckDbConnector.ReadOnlyKey) ? "READ_ONLY" : "READ_WRITE",

            // Reading a file must never begin a download.
            ["autoinstall_known_extensions"] = "false",
        };
        if (options.GetSize(DuckDbConnector.MemoryLimitKey) is { } bytes)
        {
            settings["memory_limit"] = string.Create(CultureInfo.InvariantCulture, $"{bytes}B");
        }

        if (options.GetInteger(DuckDbConnector.ThreadsKey) is { } threads)
        {
            settings["threads"] = threads.ToString(CultureInfo.InvariantCulture);
        }

        if (options.GetText(DuckDbConnector.TempDirectoryKey) is { Length: > 0 } folder)
        {
            settings["temp_directory"] = folder;
        }

        settings[EngineInstance.TimeZoneSetting] = options.GetText(DuckDbConnector.TimeZoneKey) ?? "UTC";
        return settings;
    }

    private static void ThrowIfDifferent(EngineInstance instance, Dictionary<string, string> settings)
    {
        foreach (var key in settings.Keys.Union(instance.Settings.Keys))
        {
            var (mine, theirs) = (settings.GetValueOrDefault(key), instance.Settings.GetValueOrDefault(key));
            if (mine != theirs)
            {
                throw new ConnectorException(
                    ConnectorStatus.InvalidConfiguration, DuckDbErrors.Connector, $"{instance.Path} is already open in this process with {Show(key, theirs)}; it cannot be opened with {Show(key, mine)} as well.")
                {
                    Hint = "Use the same options, or close it first.",
                };
            }
        }
    }

    private static string Show(string key, string? value) => (key, value) switch
    {
        ("access_mode", "READ_ONLY") => "read_only: true",
        ("access_mode", _) => "read_only: false",
        (_, null) => $"no {key}",
        _ => $"{key}: {value}",
    };
}
