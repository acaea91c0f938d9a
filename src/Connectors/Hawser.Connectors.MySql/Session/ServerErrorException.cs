using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Session;

/// <summary>An error that a server reports. Caught where it is known what was done, and thrown anew with that.</summary>
internal sealed class ServerErrorException : Exception
{
    public ServerErrorException()
    {
    }

    public ServerErrorException(string message)
        : base(message)
    {
    }

    public ServerErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ServerErrorException(ErrorPacket error)
        : base(error.Message) => Error = error;

    /// <summary>The server's packet.</summary>
    public ErrorPacket Error { get; } = new(0, "", "");
}
