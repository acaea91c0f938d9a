namespace Hawser.Connectors.DuckDb.Files;

/// <summary>How the values of a type are plainly written: a text in this form says no more than its value, so that nothing is lost when the text becomes the value.</summary>
internal enum PlainForm
{
    /// <summary>Digits, with a minus before them, without zeros in front.</summary>
    Integer,

    /// <summary>A number that a DOUBLE keeps with all its digits.</summary>
    Double,

    /// <summary>An ISO 8601 date.</summary>
    Date,

    /// <summary>Hours, minutes, and seconds down to microseconds, without an offset.</summary>
    Time,

    /// <summary>A date, alone or with a time, without an offset.</summary>
    Timestamp,

    /// <summary>A date and a time with their offset from UTC.</summary>
    TimestampTz,
}
