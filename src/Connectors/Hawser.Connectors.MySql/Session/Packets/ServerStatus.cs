namespace Hawser.Connectors.MySql.Session.Packets;

/// <summary>What a server says of the session behind each statement, as far as we use it.</summary>
/// <remarks>Source: MySQL source documentation, "SERVER_STATUS_flags_enum".</remarks>
[Flags]
internal enum ServerStatus : ushort
{
    None = 0,

    /// <summary>A transaction is open.</summary>
    InTransaction = 1,

    AutoCommit = 1 << 1,

    /// <summary>Another result follows.</summary>
    MoreResults = 1 << 3,

    /// <summary>A backslash in a literal is a backslash.</summary>
    NoBackslashEscapes = 1 << 9,

    /// <summary>The OK packet tells of changed settings.</summary>
    SessionChanged = 1 << 14,
}
