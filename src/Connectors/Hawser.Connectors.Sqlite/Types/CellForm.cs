namespace Hawser.Connectors.Sqlite.Types;

/// <summary>How the cells of a column hold their values. Every form has one spelling for each value, so that what is read writes back byte for byte.</summary>
internal enum CellForm
{
    /// <summary>The declaration does not say; a first pass over the values must.</summary>
    Undecided,

    /// <summary>Nothing but NULL.</summary>
    Null,

    /// <summary>INTEGER 0 or 1.</summary>
    Boolean,

    /// <summary>INTEGER; also durations.</summary>
    Integer,

    /// <summary>INTEGER, or the decimal digits as TEXT where 63 bits are too few. Needs a column that converts nothing.</summary>
    WideInteger,

    /// <summary>REAL.</summary>
    Real,

    /// <summary>TEXT, valid Unicode.</summary>
    Text,

    /// <summary>BLOB.</summary>
    Blob,

    /// <summary>TEXT as <see cref="Text.DateSpelling"/> spells it.</summary>
    Date,

    /// <summary>TEXT as <see cref="Text.TimeSpelling"/> spells it.</summary>
    Time,

    /// <summary>TEXT as <see cref="Text.TimestampSpelling"/> spells it.</summary>
    Timestamp,

    /// <summary>TEXT as <see cref="Text.IntervalSpelling"/> spells it.</summary>
    Interval,

    /// <summary>INTEGER or REAL, whatever NUMERIC affinity makes of the decimal.</summary>
    DecimalNumber,

    /// <summary>TEXT as <see cref="Text.DecimalSpelling"/> spells it.</summary>
    DecimalText,

    /// <summary>TEXT as <see cref="Text.UuidSpelling"/> spells it.</summary>
    Uuid,

    /// <summary>TEXT that is valid JSON; a bare number may be INTEGER or REAL.</summary>
    Json,

    /// <summary>TEXT: a nested value as JSON, by the rules of <see cref="Hawser.Arrow.JsonValueWriter"/>.</summary>
    Nested,

    /// <summary>Any storage class; read as the SQL literal of each value.</summary>
    Literal,
}
