namespace Hawser.Connectors.MySql.Write;

/// <summary>The types by which values are bound.</summary>
/// <remarks>Source: MySQL source documentation, "COM_STMT_EXECUTE": a type, and 0x8000 for numbers without a sign.</remarks>
internal enum BoundType : ushort
{
    Int8 = 1,
    Double = 5,
    Int64 = 8,
    Date = 10,
    Decimal = 246,
    Bytes = 252,
    Text = 253,
    UInt64 = 0x8008,
}
