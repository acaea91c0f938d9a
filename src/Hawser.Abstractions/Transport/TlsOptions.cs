namespace Hawser.Connectors.Transport;

/// <summary>How to encrypt a connection to a server, and whom to trust.</summary>
/// <param name="Connector">The connector's name, for errors.</param>
/// <param name="Host">The host that a certificate must name where the mode asks for that.</param>
/// <param name="Mode">How far the server's certificate is checked.</param>
public sealed record TlsOptions(string Connector, string Host, TlsMode Mode)
{
    /// <summary>The server's place in messages, e.g. host and port.</summary>
    public string Place { get; init; } = Host;

    /// <summary>A PEM file of the authorities to trust; null: the system's.</summary>
    public string? RootCertificate { get; init; }

    /// <summary>A PEM file of the client's certificate; null when there is none.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>A PEM file of its private key; null: in the certificate's file.</summary>
    public string? ClientKey { get; init; }
}
