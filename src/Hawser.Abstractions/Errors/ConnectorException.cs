namespace Hawser.Connectors;

/// <summary>
/// The one error for everything that comes from a database, network, file or configuration. A message says where, what was given and what is allowed, as in
/// <c>[sqlite] copy from orders: text "abc" does not fit int64 in column "qty", rowid 17. Use --types scan.</c> It never holds a secret.
/// </summary>
public sealed class ConnectorException : Exception
{
    /// <summary>Makes an internal error without a message; prefer the other constructors.</summary>
    public ConnectorException()
        : this(ConnectorStatus.Internal, "", "an error without a message")
    {
    }

    /// <summary>Makes an internal error; prefer the constructor that takes a status.</summary>
    public ConnectorException(string message)
        : this(ConnectorStatus.Internal, "", message)
    {
    }

    /// <summary>Makes an internal error with its cause; prefer the constructor that takes a status.</summary>
    public ConnectorException(string message, Exception innerException)
        : this(ConnectorStatus.Internal, "", message, innerException)
    {
    }

    /// <summary>Makes an error.</summary>
    /// <param name="status">What kind of thing went wrong.</param>
    /// <param name="connector">The connector's name, shown in brackets; empty when none is concerned.</param>
    /// <param name="detail">One sentence or more: where, what was given, what is allowed. No secrets.</param>
    /// <param name="innerException">The cause.</param>
    public ConnectorException(ConnectorStatus status, string connector, string detail, Exception? innerException = null)
        : base(connector is { Length: > 0 } ? $"[{connector}] {detail}" : detail, innerException)
    {
        Status = status;
        Connector = connector;
        Detail = detail;
    }

    /// <summary>What kind of thing went wrong.</summary>
    public ConnectorStatus Status { get; }

    /// <summary>The connector's name; empty when none is concerned.</summary>
    public string Connector { get; }

    /// <summary>The message without the connector's name.</summary>
    public string Detail { get; }

    /// <summary>The five-character SQLSTATE; null when the engine gave none.</summary>
    public string? SqlState { get; init; }

    /// <summary>The engine's own code, e.g. SQLite's extended result code; null when there is none.</summary>
    public int? VendorCode { get; init; }

    /// <summary>The row at fault, counted from 0 over the batches of the writer that met it; null when it is not known, or no row is at fault.</summary>
    public long? Row { get; init; }

    /// <summary>Whether the same thing may well work when it is tried again unchanged.</summary>
    public bool IsTransient { get; init; }

    /// <summary>What to do about it, as a sentence; null when nothing is known.</summary>
    public string? Hint { get; init; }

    /// <summary>The message with the hint behind it.</summary>
    public override string Message => Hint is null ? base.Message : $"{base.Message.TrimEnd('.')}. {Hint}";
}
