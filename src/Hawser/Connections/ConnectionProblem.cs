namespace Hawser.Connections;

/// <summary>Why a connection does not work, told apart so that the hint can be of use.</summary>
public enum ConnectionProblem
{
    /// <summary>It works.</summary>
    None,

    /// <summary>The configuration is wrong: an unknown or missing option, an unset variable, an unknown connector.</summary>
    Configuration,

    /// <summary>The host is there, and nothing listens on the port.</summary>
    Refused,

    /// <summary>No address is known for the host.</summary>
    UnknownHost,

    /// <summary>The host or its network cannot be reached.</summary>
    Unreachable,

    /// <summary>No answer came in time.</summary>
    Timeout,

    /// <summary>An encrypted connection could not be agreed on.</summary>
    Tls,

    /// <summary>The user name, password or token is wrong.</summary>
    Authentication,

    /// <summary>The server has no such database, or there is no such file.</summary>
    MissingDatabase,

    /// <summary>Who asks may not do it.</summary>
    Permission,

    /// <summary>The database has no such table.</summary>
    MissingTable,

    /// <summary>Someone else holds what is needed.</summary>
    Busy,

    /// <summary>Something else; the message says what.</summary>
    Other,
}
