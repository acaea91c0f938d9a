namespace Hawser.Testing.MySql;

/// <summary>The users of the private servers, each with its own way in; all but the owner with <see cref="Password"/>.</summary>
public static class MySqlUsers
{
    /// <summary>The password of every user that has one; no message may show it.</summary>
    public const string Password = "s3cret:p@ss/wörd";

    /// <summary>The owner, without a password.</summary>
    public const string Owner = "root";

    /// <summary>A user who comes in by mysql_native_password.</summary>
    public const string Native = "native_user";

    /// <summary>A user of MariaDB who comes in by ed25519.</summary>
    public const string Ed25519 = "ed25519_user";

    /// <summary>A user of MariaDB who is let in over TLS only.</summary>
    public const string TlsOnly = "tls_user";

    /// <summary>A user of MariaDB who shows a certificate.</summary>
    public const string Certificate = "cert_user";

    /// <summary>A user who may log in and nothing else.</summary>
    public const string Nobody = "nobody_user";

    /// <summary>The statements that make the users.</summary>
    internal static string Script(MySqlFlavour flavour) => flavour == MySqlFlavour.MariaDb
        ? $"""
            CREATE USER {Native}@'%' IDENTIFIED BY '{Password}';
            CREATE USER {Nobody}@'%' IDENTIFIED BY '{Password}';
            CREATE USER {Ed25519}@'%' IDENTIFIED VIA ed25519 USING PASSWORD('{Password}');
            CREATE USER {TlsOnly}@'%' IDENTIFIED BY '{Password}' REQUIRE SSL;
            CREATE USER {Certificate}@'%' IDENTIFIED BY '{Password}' REQUIRE SUBJECT '/CN={Certificate}';
            GRANT ALL ON *.* TO {Native}@'%', {Ed25519}@'%', {TlsOnly}@'%', {Certificate}@'%';
            """
        : $"""
            CREATE USER {Native}@'%' IDENTIFIED BY '{Password}';
            CREATE USER {Nobody}@'%' IDENTIFIED BY '{Password}';
            GRANT ALL ON *.* TO {Native}@'%';
            """;
}
