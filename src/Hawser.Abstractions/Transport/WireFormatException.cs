namespace Hawser.Connectors.Transport;

/// <summary>Bytes of a server are not what the protocol allows. Caught where the place is known, and thrown anew with it.</summary>
public sealed class WireFormatException : Exception
{
    /// <summary>Says that bytes break the protocol.</summary>
    public WireFormatException()
    {
    }

    /// <summary>Says what is wrong with the bytes, without a full stop.</summary>
    public WireFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong with the bytes, and what found it.</summary>
    public WireFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
