namespace Hawser.Connectors.MySql.Session.Packets;

/// <summary>What a server or client can do, as far as we know of it; MariaDB's own begin at bit 32.</summary>
/// <remarks>Source: MySQL source documentation, "Capabilities Flags"; MariaDB documentation, "Connecting", "Capabilities".</remarks>
[Flags]
internal enum ServerCapabilities : ulong
{
    None = 0,

    /// <summary>Set by MySQL; where it is not, the server is MariaDB and has capabilities of its own.</summary>
    LongPassword = 1,

    /// <summary>Changed rows are counted with those that already were as they should be.</summary>
    FoundRows = 1 << 1,

    LongColumnFlags = 1 << 2,

    ConnectWithDatabase = 1 << 3,

    Compression = 1 << 5,

    LocalFiles = 1 << 7,

    Protocol41 = 1 << 9,

    Tls = 1 << 11,

    Transactions = 1 << 13,

    SecureConnection = 1 << 15,

    MultiStatements = 1 << 16,

    MultiResults = 1 << 17,

    PreparedMultiResults = 1 << 18,

    AuthenticationPlugins = 1 << 19,

    ConnectionAttributes = 1 << 20,

    LongAuthenticationData = 1 << 21,

    SessionTracking = 1 << 23,

    /// <summary>Rows end with an OK packet, and column definitions with nothing.</summary>
    NoEndOfFile = 1 << 24,

    /// <summary>MariaDB: one execution of a prepared statement for many rows of parameters.</summary>
    MariaBulk = 1UL << 34,

    /// <summary>MariaDB: column definitions name types such as uuid and json.</summary>
    MariaExtendedTypes = 1UL << 35,
}
