namespace Hawser.Connectors.Sqlite.Native;

/// <summary>How SQLite holds one value (https://www.sqlite.org/datatype3.html, section 2); the numbers are the C interface's.</summary>
internal enum StorageClass
{
    Integer = 1,
    Real = 2,
    Text = 3,
    Blob = 4,
    Null = 5,
}
