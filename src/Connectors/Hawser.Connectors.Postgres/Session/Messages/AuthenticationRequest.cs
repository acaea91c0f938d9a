namespace Hawser.Connectors.Postgres.Session.Messages;

/// <summary>What a server wants for logging in.</summary>
/// <param name="Kind">The method or its step.</param>
/// <param name="Data">What comes with it: a salt, mechanisms, a SASL message.</param>
internal sealed record AuthenticationRequest(AuthenticationKind Kind, byte[] Data)
{
    /// <summary>Reads the content of an Authentication message.</summary>
    public static AuthenticationRequest Parse(ReadOnlySpan<byte> content)
    {
        var cursor = new MessageCursor(content);
        var kind = (AuthenticationKind)cursor.Int32();
        return new AuthenticationRequest(kind, cursor.Rest().ToArray());
    }

    /// <summary>The SASL mechanisms that the server offers.</summary>
    public IReadOnlyList<string> Mechanisms()
    {
        var cursor = new MessageCursor(Data);
        var names = new List<string>();
        while (cursor.Text() is { Length: > 0 } name)
        {
            names.Add(name);
        }

        cursor.End();
        return names;
    }
}
