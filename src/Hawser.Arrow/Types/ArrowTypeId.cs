namespace Hawser.Arrow;

/// <summary>The kinds of Arrow type, one for each physical meaning; parameters (precision, unit, children) are on <see cref="ArrowType"/>.</summary>
/// <remarks>Source: Arrow Columnar Format, "Data Types".</remarks>
public enum ArrowTypeId
{
    /// <summary>Every value is null; no buffers.</summary>
    Null,

    /// <summary>One bit a value.</summary>
    Boolean,

    /// <summary>Signed 8-bit integer.</summary>
    Int8,

    /// <summary>Signed 16-bit integer.</summary>
    Int16,

    /// <summary>Signed 32-bit integer.</summary>
    Int32,

    /// <summary>Signed 64-bit integer.</summary>
    Int64,

    /// <summary>Unsigned 8-bit integer.</summary>
    UInt8,

    /// <summary>Unsigned 16-bit integer.</summary>
    UInt16,

    /// <summary>Unsigned 32-bit integer.</summary>
    UInt32,

    /// <summary>Unsigned 64-bit integer.</summary>
    UInt64,

    /// <summary>IEEE 754 binary32.</summary>
    Float32,

    /// <summary>IEEE 754 binary64.</summary>
    Float64,

    /// <summary>128-bit two's complement integer scaled by a power of ten.</summary>
    Decimal128,

    /// <summary>256-bit two's complement integer scaled by a power of ten.</summary>
    Decimal256,

    /// <summary>UTF-8 text with 32-bit offsets.</summary>
    Utf8,

    /// <summary>UTF-8 text with 64-bit offsets.</summary>
    LargeUtf8,

    /// <summary>Bytes with 32-bit offsets.</summary>
    Binary,

    /// <summary>Bytes with 64-bit offsets.</summary>
    LargeBinary,

    /// <summary>Bytes, the same number in every value.</summary>
    FixedSizeBinary,

    /// <summary>Days since 1970-01-01 as int32.</summary>
    Date32,

    /// <summary>Time of day in seconds or milliseconds as int32.</summary>
    Time32,

    /// <summary>Time of day in microseconds or nanoseconds as int64.</summary>
    Time64,

    /// <summary>Units since 1970-01-01T00:00:00 as int64; with a zone an instant, without one a wall-clock time.</summary>
    Timestamp,

    /// <summary>An elapsed time in units as int64.</summary>
    Duration,

    /// <summary>Calendar interval: months, days and nanoseconds, each kept apart (16 bytes).</summary>
    IntervalMonthDayNano,

    /// <summary>A list of values with 32-bit offsets.</summary>
    List,

    /// <summary>A list of values, the same number in every row.</summary>
    FixedSizeList,

    /// <summary>Named children, all of the same length.</summary>
    Struct,

    /// <summary>A list of key and value entries.</summary>
    Map,

    /// <summary>Each row holds a value of one child; children as long as the rows.</summary>
    SparseUnion,

    /// <summary>Each row holds a value of one child; children hold only their own values.</summary>
    DenseUnion,

    /// <summary>Indices into a separate array of values.</summary>
    Dictionary,
}
