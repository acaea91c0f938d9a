namespace Hawser.Connectors.Sqlite.Native;

/// <summary>Flags of <c>sqlite3_open_v2</c>.</summary>
[Flags]
internal enum OpenFlags
{
    None = 0,
    ReadOnly = 0x1,
    ReadWrite = 0x2,
    Create = 0x4,
    Uri = 0x40,
    Memory = 0x80,
    NoMutex = 0x8000,
    SharedCache = 0x20000,
    ExtendedResultCodes = 0x0200_0000,
}
