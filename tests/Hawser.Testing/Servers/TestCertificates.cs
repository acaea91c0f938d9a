using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Hawser.Testing.Servers;

/// <summary>Certificates made for one run: an authority, a server's for localhost and 127.0.0.1, and a client's. Files of PEM; the keys are for their owner's eyes only.</summary>
internal static class TestCertificates
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1);

    /// <summary>Writes <c>root.crt</c>, <c>server.crt</c>, <c>server.key</c>, <c>client.crt</c>, <c>client.key</c>, and <c>stranger.crt</c>, an authority that signed none of them.</summary>
    public static void Write(string folder, string clientName)
    {
        using X509Certificate2 root = Authority("Hawser test authority");
        using X509Certificate2 stranger = Authority("Hawser test stranger");
        File.WriteAllText(Path.Combine(folder, "root.crt"), root.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "stranger.crt"), stranger.ExportCertificatePem());
        Issue(folder, "server", "localhost", root);
        Issue(folder, "client", clientName, root);
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request.CreateSelfSigned(From, From.AddDays(30));
    }

    private static void Issue(string folder, string file, string name, X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 issued = request.Create(authority, From, From.AddDays(20), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Path.Combine(folder, file + ".crt"), issued.ExportCertificatePem());
        string keyFile = Path.Combine(folder, file + ".key");
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(keyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
