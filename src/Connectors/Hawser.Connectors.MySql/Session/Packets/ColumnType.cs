namespace Hawser.Connectors.MySql.Session.Packets;

/// <summary>The types of column definitions and parameters.</summary>
/// <remarks>Source: MySQL source documentation, "enum_field_types".</remarks>
internal enum ColumnType : byte
{
    OldDecimal = 0,
    Int8 = 1,
    Int16 = 2,
    Int32 = 3,
    Float = 4,
    Double = 5,
    Null = 6,
    Timestamp = 7,
    Int64 = 8,
    Int24 = 9,
    Date = 10,
    Time = 11,
    DateTime = 12,
    Year = 13,
    NewDate = 14,
    VarChar = 15,
    Bit = 16,
    Vector = 242,
    Json = 245,
    Decimal = 246,
    Enum = 247,
    Set = 248,
    TinyBlob = 249,
    MediumBlob = 250,
    LongBlob = 251,
    Blob = 252,
    VarString = 253,
    String = 254,
    Geometry = 255,
}
