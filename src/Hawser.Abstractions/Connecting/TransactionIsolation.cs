namespace Hawser.Connectors;

/// <summary>
/// What a transaction is kept from seeing of others, from the weakest to the strongest. A level is a promise: an engine that has not just this one gives a stronger one, and one that cannot
/// keep it refuses. The phenomena are those of SQL:2016 part 2, "Isolation levels of SQL-transactions"; write skew is that of Berenson et al., "A Critique of ANSI SQL Isolation Levels".
/// </summary>
public enum TransactionIsolation
{
    /// <summary>What the engine does, or was set up to do, when nobody says.</summary>
    Default,

    /// <summary>No promise: rows of others that may yet be rolled back can be seen.</summary>
    ReadUncommitted,

    /// <summary>Only what was committed is seen, each statement at its own moment.</summary>
    ReadCommitted,

    /// <summary>A row that was read once stays as it was; new rows may appear.</summary>
    RepeatableRead,

    /// <summary>The whole transaction sees one moment. Two that each read what the other one changes may both commit (write skew).</summary>
    Snapshot,

    /// <summary>As if transactions ran one after the other; one that cannot be put in an order fails with a transient error.</summary>
    Serializable,
}
