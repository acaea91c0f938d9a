namespace Hawser.Connectors.MySql.Tests.Fake;

/// <summary>What a fake server does wrong, or otherwise than usual.</summary>
public enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It lets the user in by caching_sha2_password at once.</summary>
    Sha2Fast,

    /// <summary>It wants the password itself by caching_sha2_password, under its key.</summary>
    Sha2Full,

    /// <summary>It wants the password itself by sha256_password, under its key.</summary>
    Sha256,

    /// <summary>It asks for another way to log in again and again.</summary>
    SwitchLoop,

    /// <summary>It asks for the password as it is.</summary>
    ClearPassword,

    /// <summary>It asks for a method that nobody knows.</summary>
    UnknownMethod,

    /// <summary>It says that it cannot encrypt, though it could.</summary>
    TlsDowngrade,

    /// <summary>It answers a query with the wish for /etc/passwd.</summary>
    WantsFile,

    /// <summary>It answers any statement with the wish for the file that the last LOAD DATA LOCAL named, and takes it.</summary>
    WantsNamedFile,

    /// <summary>Its packets bear wrong numbers.</summary>
    WrongSequence,

    /// <summary>It closes the connection amid a row.</summary>
    TruncatedRow,

    /// <summary>A value announces more bytes than its row has.</summary>
    LyingLength,

    /// <summary>It says nothing after the columns.</summary>
    Stall,

    /// <summary>It announces a packet of gigabytes before the login.</summary>
    HugeGreeting,

    /// <summary>It is no MySQL.</summary>
    OtherProtocol,
}
