namespace Hawser.Connectors.MySql.Session.Packets;

/// <summary>Bytes of a server are not what the protocol allows. Caught where the place is known, and thrown anew with it.</summary>
internal sealed class WireFormatException : Exception
{
    public WireFormatException()
    {
    }

    public WireFormatException(string message)
        : base(message)
    {
    }

    public WireFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
