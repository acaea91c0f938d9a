using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Session.Authentication;

/// <summary>Answers what a server asks for before it lets a user in.</summary>
/// <remarks>Source: PostgreSQL documentation, "Message Flow", "Start-up" and "SASL Authentication".</remarks>
/// <param name="reader">The session's messages.</param>
/// <param name="options">User and password.</param>
/// <param name="channelData">The TLS channel's fingerprint; null without one.</param>
internal sealed class Login(MessageReader reader, SessionOptions options, byte[]? channelData)
{
    /// <summary>Talks until the server says yes. Null then; otherwise the name of a method that this session does not have.</summary>
    /// <exception cref="ConnectorException">The server said no, or wants a password and none was given.</exception>
    public async ValueTask<string?> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            AuthenticationRequest request = await RequestAsync(cancellationToken).ConfigureAwait(false);
            switch (request.Kind)
            {
                case AuthenticationKind.Ok:
                    return null;
                case AuthenticationKind.CleartextPassword:
                    await SendAsync(FrontendMessage.Password(Password()), cancellationToken).ConfigureAwait(false);
                    break;
                case AuthenticationKind.Md5Password:
                    await SendAsync(FrontendMessage.Password(Md5Password.Answer(options.User, Password(), request.Data)), cancellationToken).ConfigureAwait(false);
                    break;
                case AuthenticationKind.Sasl when ScramBinding.Choose(request.Mechanisms(), channelData) is { } binding:
                    await RunScramAsync(binding, cancellationToken).ConfigureAwait(false);
                    break;
                case AuthenticationKind.Sasl:
                    return string.Join(", ", request.Mechanisms());
                default:
                    return request.Kind is AuthenticationKind.Gss or AuthenticationKind.Sspi or AuthenticationKind.KerberosV5
                        ? request.Kind.ToString().ToUpperInvariant()
                        : $"authentication method {(int)request.Kind}";
            }
        }
    }

    private async ValueTask RunScramAsync(ScramBinding binding, CancellationToken cancellationToken)
    {
        var scram = new ScramClient(Password(), binding);
        await SendAsync(FrontendMessage.SaslInitial(binding.Mechanism, scram.First()), cancellationToken).ConfigureAwait(false);
        AuthenticationRequest challenge = await ExpectAsync(AuthenticationKind.SaslContinue, cancellationToken).ConfigureAwait(false);
        await SendAsync(FrontendMessage.SaslResponse(scram.Final(challenge.Data)), cancellationToken).ConfigureAwait(false);
        AuthenticationRequest outcome = await ExpectAsync(AuthenticationKind.SaslFinal, cancellationToken).ConfigureAwait(false);
        if (!scram.IsServerGenuine(outcome.Data))
        {
            throw SessionErrors.Wire.Create(
                ConnectorStatus.Unauthenticated, $"{options}: the server did not prove that it knows the password of {options.User}.", "Somebody else may answer at this address.");
        }
    }

    private async ValueTask<AuthenticationRequest> ExpectAsync(AuthenticationKind kind, CancellationToken cancellationToken)
    {
        AuthenticationRequest request = await RequestAsync(cancellationToken).ConfigureAwait(false);
        return request.Kind == kind ? request : throw new WireFormatException($"authentication step {(int)request.Kind} came where {(int)kind} was due");
    }

    private async ValueTask<AuthenticationRequest> RequestAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            switch (await reader.NextAsync(cancellationToken).ConfigureAwait(false))
            {
                case BackendMessage.Authentication:
                    return AuthenticationRequest.Parse(reader.Content);
                case BackendMessage.ErrorResponse:
                    throw SessionErrors.FromServer(ServerError.Parse(reader.Content), options.ToString());
                case BackendMessage.NoticeResponse or BackendMessage.NegotiateProtocolVersion:
                    break;
                case var other:
                    throw new WireFormatException($"a message of the type {other} came before the login");
            }
        }
    }

    private string Password() => options.Password ?? throw SessionErrors.Wire.Create(
        ConnectorStatus.Unauthenticated, $"{options}: the server asks for a password of {options.User}, and none was given.", "Set the password option.");

    private ValueTask SendAsync(byte[] message, CancellationToken cancellationToken) => reader.Stream.WriteAsync(message, cancellationToken);
}
