using System.Globalization;

namespace Hawser.Connectors.MySql.Session;

/// <summary>What a session knows of its server, and how it sets itself up.</summary>
/// <param name="Version">The version's numbers.</param>
/// <param name="IsMariaDb">Whether it is a MariaDB.</param>
/// <param name="DisplayVersion">The version for people.</param>
/// <param name="SqlMode">The mode in which the server runs the session's statements.</param>
/// <param name="MostPacketBytes">The longest statement or value.</param>
/// <param name="TakesFiles">Whether the server takes LOAD DATA LOCAL.</param>
internal sealed record ServerFacts(Version Version, bool IsMariaDb, string DisplayVersion, string SqlMode, long MostPacketBytes, bool TakesFiles)
{
    // Rows may wait for a slow target, and a server drops a client that does not read for a minute. Times are UTC on the wire, whatever the server's zone.
    private const string SetUp = "SET NAMES utf8mb4, time_zone = '+00:00', autocommit = 1, net_write_timeout = 86400, net_read_timeout = 86400";

    private const string OnlyRead = "SET SESSION TRANSACTION READ ONLY";

    // So that prepared statements are not run under a sql_mode that has changed.
    private const string TellAll = "session_track_system_variables = '*', session_track_schema = 1";

    private const string Ask = "SELECT @@version, @@version_comment, @@sql_mode, @@max_allowed_packet, @@local_infile, @@explicit_defaults_for_timestamp";

    private static readonly System.Buffers.SearchValues<char> VersionCharacters = System.Buffers.SearchValues.Create("0123456789.");
    private static readonly Version OldestMySql = new(5, 6);
    private static readonly Version OldestMariaDb = new(10, 4);

    /// <summary>Whether a timestamp without a default has none, as <c>explicit_defaults_for_timestamp</c> says.</summary>
    public bool LeavesTimestampsAlone { get; private init; }

    /// <summary>Whether tables have checks that are kept.</summary>
    public bool HasChecks => IsMariaDb || Version >= new Version(8, 0, 16);

    /// <summary>Whether columns can be computed.</summary>
    public bool HasGeneratedColumns => IsMariaDb || Version >= new Version(5, 7);

    /// <summary>Whether an index may order by an expression.</summary>
    public bool HasExpressionIndexes => !IsMariaDb && Version >= new Version(8, 0, 13);

    /// <summary>Whether json is a type that keeps values and not their text.</summary>
    public bool HasOwnJson => !IsMariaDb && Version >= new Version(5, 7, 8);

    /// <summary>Whether an index takes 3072 bytes of a column, and not 767.</summary>
    public bool HasWideIndexes => IsMariaDb || Version >= new Version(5, 7);

    /// <summary>Whether the catalog writes defaults as SQL, and not as the bare value.</summary>
    public bool QuotesDefaults => IsMariaDb;

    /// <summary>Sets the session up and asks for the facts.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/>: the server is too old.</exception>
    public static async ValueTask<ServerFacts> PrepareAsync(MySqlSession session, CancellationToken cancellationToken)
    {
        string where = session.Options.ToString();
        await session.RunAsync(session.TellsContext ? $"{SetUp}, {TellAll}" : SetUp, where, cancellationToken).ConfigureAwait(false);
        if (session.Options.IsReadOnly)
        {
            await session.RunAsync(OnlyRead, where, cancellationToken).ConfigureAwait(false);
        }

        List<ServerFacts> rows = await TextRows.ListAsync(session, Ask, where, row => From(row, session.Handshake.IsMariaDb), cancellationToken).ConfigureAwait(false);
        ServerFacts facts = rows[0];
        Version oldest = facts.IsMariaDb ? OldestMariaDb : OldestMySql;
        return facts.Version >= oldest ? facts : throw new ConnectorException(
            ConnectorStatus.NotSupported, MySqlErrors.Connector, $"{where} is {facts.DisplayVersion}; {(facts.IsMariaDb ? "MariaDB" : "MySQL")} {oldest} and later are supported.");
    }

    private static ServerFacts From(IReadOnlyList<string?> row, bool isMariaDb)
    {
        string text = row[0] ?? "";
        int end = text.AsSpan().IndexOfAnyExcept(VersionCharacters);
        Version version = Version.TryParse(end < 0 ? text : text[..end], out Version? parsed) ? parsed : new Version(0, 0);
        string name = isMariaDb || (row[1] ?? "").Contains("MySQL", StringComparison.OrdinalIgnoreCase) || row[1] is null ? isMariaDb ? "MariaDB" : "MySQL" : row[1]!;
        return new ServerFacts(
            version, isMariaDb, $"{name} {version}", row[2] ?? "", long.Parse(row[3] ?? "0", CultureInfo.InvariantCulture), row[4] is "1" or "ON") { LeavesTimestampsAlone = row[5] is "1" or "ON" };
    }
}
