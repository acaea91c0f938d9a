using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Hawser.Connectors.Transport;

/// <summary>Decides about a server's certificate as the TLS mode says.</summary>
internal sealed class ServerCertificateCheck(TlsOptions options, X509Certificate2Collection? roots) : IDisposable
{
    /// <summary>Why the certificate was refused; null when it was not.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The callback of <see cref="SslStream"/>.</summary>
    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        // As libpq: with a root certificate named, "require" checks the chain too.
        bool checksChain = options.Mode >= TlsMode.VerifyCa || (options.Mode == TlsMode.Require && roots is not null);
        Refusal = certificate is null ? "the server showed no certificate"
            : !checksChain ? null
            : ChainRefusal(certificate, chain, errors)
                ?? (options.Mode == TlsMode.VerifyFull && errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? $"the server's certificate does not name the host {options.Host}" : null);
        return Refusal is null;
    }

    public void Dispose()
    {
        foreach (X509Certificate2 root in roots ?? [])
        {
            root.Dispose();
        }
    }

    private string? ChainRefusal(X509Certificate certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if (roots is null)
        {
            return errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? "the server's certificate is not signed by an authority that this system trusts" : null;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (presented is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
        }

        using X509Certificate2 copy = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(copy) ? null : $"the server's certificate is not signed by the root certificate ({string.Join(", ", chain.ChainStatus.Select(s => s.Status))})";
    }
}
