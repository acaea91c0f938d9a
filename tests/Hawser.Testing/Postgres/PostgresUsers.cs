namespace Hawser.Testing.Postgres;

/// <summary>The users of the private server, each with its own way in; all with <see cref="Password"/>.</summary>
public static class PostgresUsers
{
    /// <summary>The password of every user that has one; no message may show it.</summary>
    public const string Password = "s3cret:p@ss/wörd";

    /// <summary>The owner, trusted on loopback.</summary>
    public const string Owner = "postgres";

    /// <summary>An ordinary user who comes in by SCRAM-SHA-256.</summary>
    public const string Scram = "scram_user";

    /// <summary>An ordinary user who comes in by md5.</summary>
    public const string Md5 = "md5_user";

    /// <summary>An ordinary user whose password crosses the wire as it is.</summary>
    public const string Clear = "clear_user";

    /// <summary>An ordinary user who is let in over TLS only.</summary>
    public const string TlsOnly = "tls_user";

    /// <summary>An ordinary user who is let in without TLS only.</summary>
    public const string PlainOnly = "plain_user";

    /// <summary>An ordinary user who shows a certificate.</summary>
    public const string Certificate = "cert_user";

    /// <summary>A user who comes in by SCRAM-SHA-256 and may have one session at a time.</summary>
    public const string Lonely = "lonely_user";

    /// <summary>pg_hba.conf.</summary>
    internal static string Rules => $"""
        host all {Owner} all trust
        host all {Scram} all scram-sha-256
        host all {Lonely} all scram-sha-256
        host all {Md5} all md5
        host all {Clear} all password
        hostssl all {TlsOnly} all scram-sha-256
        hostnossl all {PlainOnly} all scram-sha-256
        hostssl all {Certificate} all cert

        """;

    /// <summary>The statements that make the users.</summary>
    internal static string Script => string.Concat(
        "SET password_encryption = 'scram-sha-256';\n",
        string.Concat(new[] { Scram, Clear, TlsOnly, PlainOnly, Certificate, Lonely }.Select(Create)),
        $"ALTER ROLE {Lonely} CONNECTION LIMIT 1;\n",
        "SET password_encryption = 'md5';\n",
        Create(Md5));

    private static string Create(string user) => $"CREATE ROLE {user} LOGIN PASSWORD '{Password}';\n";
}
