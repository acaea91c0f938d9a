namespace Hawser.Connectors.Postgres.Session.Messages;

/// <summary>The number in an Authentication message.</summary>
/// <remarks>Source: PostgreSQL documentation, "Message Formats".</remarks>
internal enum AuthenticationKind
{
    Ok = 0,
    KerberosV5 = 2,
    CleartextPassword = 3,
    Md5Password = 5,
    Gss = 7,
    GssContinue = 8,
    Sspi = 9,
    Sasl = 10,
    SaslContinue = 11,
    SaslFinal = 12,
}
