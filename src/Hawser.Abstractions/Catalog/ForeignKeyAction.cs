namespace Hawser.Connectors;

/// <summary>What happens to a row when the row that it refers to is changed or deleted.</summary>
public enum ForeignKeyAction
{
    /// <summary>Refused at the end of the statement or transaction.</summary>
    NoAction,

    /// <summary>Refused at once.</summary>
    Restrict,

    /// <summary>Changed or deleted too.</summary>
    Cascade,

    /// <summary>Its columns become NULL.</summary>
    SetNull,

    /// <summary>Its columns get their defaults.</summary>
    SetDefault,
}
