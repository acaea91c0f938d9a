namespace Hawser.Arrow;

/// <summary>What kind of value is hashed: values of different kinds never count as the same. The numbers are part of the published definition.</summary>
internal enum HashKind : ulong
{
    Null = 0,
    Boolean = 1,
    Integer = 2,
    Float = 3,
    Decimal = 4,
    WideDecimal = 5,
    Text = 6,
    Binary = 7,
    Date = 8,
    Time = 9,
    Timestamp = 10,
    Instant = 11,
    Duration = 12,
    Interval = 13,
    List = 14,
    Map = 15,
    Struct = 16,
    Union = 17,
    Row = 18,
    Key = 19,
}
