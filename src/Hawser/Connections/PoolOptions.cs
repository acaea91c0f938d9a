using System.Globalization;
using Hawser.Connectors;
using Hawser.Locations;

namespace Hawser.Connections;

/// <summary>How many sessions of a database are kept, how long, and how they are looked after. In a configuration: the keys below <c>pool:</c> of a connection.</summary>
public sealed record PoolOptions
{
    private const int MaxSessions = 10_000;

    // Timers count milliseconds in 32 bits.
    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(40);

    private const string SizeKey = "size";
    private const string OverflowKey = "overflow";
    private const string WaitTimeoutKey = "wait_timeout";
    private const string RecycleAgeKey = "recycle_age";
    private const string IdleTimeoutKey = "idle_timeout";
    private const string ValidateAfterKey = "validate_after";

    /// <summary>The keys of a configuration, said once.</summary>
    public static IReadOnlyList<OptionGroup> Definitions { get; } =
    [
        new("pool",
        [
            new(SizeKey, OptionKind.Integer, "How many sessions are kept open between uses.") { Default = "8" },
            new(OverflowKey, OptionKind.Integer, "How many more may be open at the same time; they are closed after use.") { Default = "8" },
            new(WaitTimeoutKey, OptionKind.Duration, "How long to wait for a session when all are in use.") { Default = "30s" },
            new(RecycleAgeKey, OptionKind.Duration, "The age at which a session is replaced by a new one; 0 for never.") { Default = "1h" },
            new(IdleTimeoutKey, OptionKind.Duration, "How long an unused session is kept; 0 for ever.") { Default = "5m" },
            new(ValidateAfterKey, OptionKind.Duration, "A session that was unused for so long is asked for a sign of life before it is given out; 0 for always.") { Default = "30s" },
        ]),
    ];

    /// <summary>The sessions that are kept open between uses. At least 1; default 8.</summary>
    public int Size { get; init; } = 8;

    /// <summary>How many more may be open at the same time; they are closed after use. Default 8.</summary>
    public int Overflow { get; init; } = 8;

    /// <summary>How long a borrower waits when all sessions are in use. Default 30 s; zero not to wait at all.</summary>
    public TimeSpan WaitTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The age at which a session is replaced, when it is borrowed or returned; zero for never. Default 1 h.</summary>
    public TimeSpan RecycleAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long an unused session is kept; zero for ever. Default 5 min.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A session that was unused for so long is asked for a sign of life before it is given out; zero for always. Default 30 s.</summary>
    public TimeSpan ValidateAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The options of a connection's pool.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="defaults">What counts for keys that are not given; null for the defaults of <see cref="Definitions"/>.</param>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.InvalidConfiguration"/>: everything that is wrong.</exception>
    public static PoolOptions Of(NamedConnection connection, PoolOptions? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        defaults ??= new PoolOptions();
        if (connection.Pool.Count == 0)
        {
            return defaults;
        }

        try
        {
            return defaults.With(ConnectorOptions.Parse(string.Empty, Definitions, connection.Pool));
        }
        catch (ConnectorException error) when (error.Status == ConnectorStatus.InvalidConfiguration)
        {
            throw new ConnectorException(error.Status, string.Empty, $"{connection.Describe()}: pool: {error.Detail}");
        }
    }

    internal void ThrowIfWrong()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Size, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Overflow);
        foreach (var duration in new[] { WaitTimeout, RecycleAge, IdleTimeout, ValidateAfter })
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(duration, MaxDuration);
        }
    }

    private PoolOptions With(ConnectorOptions options) => this with
    {
        Size = Count(options, SizeKey, 1) ?? Size,
        Overflow = Count(options, OverflowKey, 0) ?? Overflow,
        WaitTimeout = Duration(options, WaitTimeoutKey) ?? WaitTimeout,
        RecycleAge = Duration(options, RecycleAgeKey) ?? RecycleAge,
        IdleTimeout = Duration(options, IdleTimeoutKey) ?? IdleTimeout,
        ValidateAfter = Duration(options, ValidateAfterKey) ?? ValidateAfter,
    };

    private static int? Count(ConnectorOptions options, string key, int least)
    {
        if (!options.IsGiven(key) || options.GetInteger(key) is not { } count)
        {
            return null;
        }

        return count >= least && count <= MaxSessions
            ? (int)count
            : throw new ConnectorException(
                ConnectorStatus.InvalidConfiguration, string.Empty, string.Create(CultureInfo.InvariantCulture, $"option \"{key}\" is {count}; it must be a whole number from {least} to {MaxSessions}."));
    }

    private static TimeSpan? Duration(ConnectorOptions options, string key)
    {
        if (!options.IsGiven(key) || options.GetDuration(key) is not { } duration)
        {
            return null;
        }

        return duration <= MaxDuration
            ? duration
            : throw new ConnectorException(ConnectorStatus.InvalidConfiguration, string.Empty, $"option \"{key}\" is \"{options.GetText(key)}\"; it must be a duration of at most {MaxDuration.TotalDays}d.");
    }
}
