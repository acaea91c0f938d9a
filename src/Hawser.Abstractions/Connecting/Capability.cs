namespace Hawser.Connectors;

/// <summary>Something that an engine can do and another cannot. The conformance suite proves every one that is declared.</summary>
public enum Capability
{
    /// <summary>Several statements commit or roll back together.</summary>
    Transactions,

    /// <summary>Making, dropping and renaming tables rolls back with its transaction.</summary>
    TransactionalDdl,

    /// <summary>A running query ends soon after its token is cancelled.</summary>
    Cancel,

    /// <summary>A statement's schema can be had without running it.</summary>
    Describe,

    /// <summary>Values are bound to placeholders, by the engine.</summary>
    Parameters,

    /// <summary>One statement runs for each row of a reader of parameters.</summary>
    ParameterRows,

    /// <summary>Several statements in one text run one after the other.</summary>
    Scripts,

    /// <summary>A table can be read in several partitions at the same time.</summary>
    Partitions,

    /// <summary>Several connections can see one moment.</summary>
    SharedSnapshot,

    /// <summary>A load takes several writers at the same time.</summary>
    ParallelWriters,

    /// <summary>A load can report bad rows and go on.</summary>
    Rejects,

    /// <summary>A load can replace rows of the same key (<see cref="LoadMode.Upsert"/>).</summary>
    Upsert,

    /// <summary>A load can be resumed chunk by chunk.</summary>
    Checkpoints,

    /// <summary>Primary keys, unique and check constraints hold.</summary>
    Constraints,

    /// <summary>Foreign keys are kept and can be added after the load or with the table.</summary>
    ForeignKeys,

    /// <summary>Indexes can be made.</summary>
    Indexes,

    /// <summary>Views are kept in the catalog.</summary>
    Views,

    /// <summary>Comments are kept in the catalog.</summary>
    Comments,

    /// <summary>Tables live in schemas.</summary>
    Schemas,
}
