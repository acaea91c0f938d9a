namespace Hawser.Connectors.MySql.Types;

/// <summary>What becomes of dates that are none: 0000-00-00, and those with a month or day of 0.</summary>
internal enum ZeroDates
{
    /// <summary>The read ends with an error that says where.</summary>
    Error,

    /// <summary>They are read as NULL, counted and reported.</summary>
    Null,

    /// <summary>Columns of dates are read as text, as the server writes it.</summary>
    Text,
}
