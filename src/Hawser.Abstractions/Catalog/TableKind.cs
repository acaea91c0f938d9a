namespace Hawser.Connectors;

/// <summary>What kind of relation the catalog holds.</summary>
public enum TableKind
{
    /// <summary>A table with rows of its own.</summary>
    Table,

    /// <summary>A view.</summary>
    View,

    /// <summary>A view whose rows are kept.</summary>
    MaterializedView,

    /// <summary>A table of the session.</summary>
    Temporary,

    /// <summary>A table whose rows live elsewhere: a virtual or foreign table, a file.</summary>
    External,
}
