namespace Hawser.Connectors.MySql.Session.Packets;

/// <summary>The first byte of what a client asks.</summary>
/// <remarks>Source: MySQL source documentation, "Command Phase".</remarks>
internal enum Command : byte
{
    Quit = 0x01,
    InitDatabase = 0x02,
    Query = 0x03,
    Ping = 0x0E,
    StatementPrepare = 0x16,
    StatementExecute = 0x17,
    StatementClose = 0x19,
    SetOption = 0x1B,
    ResetConnection = 0x1F,
    MariaBulkExecute = 0xFA,
}
