namespace Hawser.Connectors.Transport;

/// <summary>Whether and how a session is encrypted; as libpq's <c>sslmode</c>.</summary>
/// <remarks>Source: PostgreSQL documentation, "SSL Support", table "SSL Mode Descriptions".</remarks>
public enum TlsMode
{
    /// <summary>Never encrypted.</summary>
    Disable,

    /// <summary>Plain first; encrypted when the server refuses that.</summary>
    Allow,

    /// <summary>Encrypted when the server offers it, plain otherwise.</summary>
    Prefer,

    /// <summary>Encrypted; whose certificate it is does not matter unless a root certificate is named.</summary>
    Require,

    /// <summary>Encrypted, and the certificate comes from a trusted authority.</summary>
    VerifyCa,

    /// <summary>As <see cref="VerifyCa"/>, and the certificate names the host.</summary>
    VerifyFull,
}
