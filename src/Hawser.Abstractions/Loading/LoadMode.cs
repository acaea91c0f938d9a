namespace Hawser.Connectors;

/// <summary>What a load does with the target.</summary>
public enum LoadMode
{
    /// <summary>Makes the target; an error when it exists.</summary>
    Create,

    /// <summary>Adds to the target; an error when it does not exist.</summary>
    Append,

    /// <summary>Makes the target, or replaces its rows. When the shape fits, the target keeps its identity: it is emptied and refilled in one transaction. Otherwise the new
    /// table is built beside and swapped in, only when nothing depends on the old one; else the load is refused and the dependents are listed.</summary>
    Replace,

    /// <summary>
    /// Adds rows to the target, and where a row of the same key (<see cref="LoadRequest.Key"/>) is there already, sets its columns to the new values instead; an error when the target does
    /// not exist. The key must be the target's primary key or a unique constraint of it. A key that occurs twice in what is loaded, or holds NULL, is an error.
    /// </summary>
    Upsert,
}
