namespace Hawser.Connectors.Sqlite.Types;

/// <summary>What a column does to values on their way in (https://www.sqlite.org/datatype3.html, section 3).</summary>
internal enum Affinity
{
    /// <summary>Nothing: every value stays as it is. SQLite calls it BLOB, formerly NONE.</summary>
    None,

    /// <summary>Numbers become text.</summary>
    Text,

    /// <summary>Text that looks like a number becomes one; a REAL without a fraction becomes an INTEGER.</summary>
    Numeric,

    /// <summary>As <see cref="Numeric"/>; the two differ only in CAST.</summary>
    Integer,

    /// <summary>As <see cref="Numeric"/>, and integers become REAL.</summary>
    Real,
}
