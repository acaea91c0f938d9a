namespace Hawser.Connectors;

/// <summary>What kind of thing went wrong, the same for every engine. Programs decide by it; people read the message.</summary>
public enum ConnectorStatus
{
    /// <summary>An option, location, name or configuration is not what is allowed. Exit code 2.</summary>
    InvalidConfiguration,

    /// <summary>A table, column, file or database does not exist.</summary>
    NotFound,

    /// <summary>What should be made is there already.</summary>
    AlreadyExists,

    /// <summary>The engine cannot be reached or opened.</summary>
    Unavailable,

    /// <summary>Who asks is not known: a wrong user name, password or token.</summary>
    Unauthenticated,

    /// <summary>Who asks may not do it: no privilege, a read-only database.</summary>
    PermissionDenied,

    /// <summary>Someone else holds what is needed: a lock, a conflicting transaction. Usually transient.</summary>
    Busy,

    /// <summary>It took longer than it was allowed to.</summary>
    Timeout,

    /// <summary>The statement is not valid for the engine.</summary>
    InvalidStatement,

    /// <summary>A value does not fit the type that was decided for it.</summary>
    InvalidData,

    /// <summary>A row breaks a constraint of the target.</summary>
    ConstraintViolation,

    /// <summary>The engine or connector cannot do this.</summary>
    NotSupported,

    /// <summary>Memory, disk or a limit is exhausted.</summary>
    ResourceExhausted,

    /// <summary>Reading or writing failed: a broken socket, a disk error, a damaged file.</summary>
    InputOutput,

    /// <summary>What was written is not what was read.</summary>
    VerificationFailed,

    /// <summary>The engine broke its own rules, or we did.</summary>
    Internal,
}
