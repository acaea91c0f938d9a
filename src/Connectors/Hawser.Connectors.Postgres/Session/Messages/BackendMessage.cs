namespace Hawser.Connectors.Postgres.Session.Messages;

/// <summary>The first byte of each message of a server.</summary>
/// <remarks>Source: PostgreSQL documentation, "Message Formats".</remarks>
internal enum BackendMessage : byte
{
    Authentication = (byte)'R',
    BackendKeyData = (byte)'K',
    CommandComplete = (byte)'C',
    CopyData = (byte)'d',
    CopyDone = (byte)'c',
    CopyOutResponse = (byte)'H',
    CopyInResponse = (byte)'G',
    CopyBothResponse = (byte)'W',
    DataRow = (byte)'D',
    EmptyQueryResponse = (byte)'I',
    ErrorResponse = (byte)'E',
    NegotiateProtocolVersion = (byte)'v',
    NoticeResponse = (byte)'N',
    NotificationResponse = (byte)'A',
    ParameterStatus = (byte)'S',
    ReadyForQuery = (byte)'Z',
    RowDescription = (byte)'T',
}
