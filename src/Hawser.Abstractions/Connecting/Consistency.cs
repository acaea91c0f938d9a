namespace Hawser.Connectors;

/// <summary>What the sessions of a snapshot see together. Printed in plans and reports.</summary>
public enum Consistency
{
    /// <summary>Each statement sees its own moment.</summary>
    None,

    /// <summary>Each session sees one moment, not the same as another's.</summary>
    PerSession,

    /// <summary>All sessions see the same moment.</summary>
    Shared,
}
