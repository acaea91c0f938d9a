namespace Hawser.Connectors.MySql.Session.Packets;

/// <summary>What a column definition says besides its type, as far as we use it.</summary>
/// <remarks>Source: MySQL source documentation, "Column Definition Flags".</remarks>
[Flags]
internal enum ColumnFlags : ushort
{
    None = 0,
    NotNull = 1,
    Unsigned = 1 << 5,
    ZeroFill = 1 << 6,
    Enum = 1 << 8,
    Set = 1 << 11,
}
