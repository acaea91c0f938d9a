namespace Hawser.Connectors.MySql.Scanning;

/// <summary>How the values of a key's column are written in shares.</summary>
internal enum KeyKind
{
    /// <summary>Whole numbers and decimals, as the server writes them.</summary>
    Number,

    /// <summary>Dates and moments, as the server writes them.</summary>
    Moment,

    /// <summary>Texts: their UTF-8 in hex.</summary>
    Text,

    /// <summary>Bytes, in hex.</summary>
    Bytes,
}
