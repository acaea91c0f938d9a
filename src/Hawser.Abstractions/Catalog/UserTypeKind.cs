namespace Hawser.Connectors;

/// <summary>What a type of the user's own is made of.</summary>
public enum UserTypeKind
{
    /// <summary>A list of labels.</summary>
    Enum,

    /// <summary>Another type under a name, with constraints.</summary>
    Domain,

    /// <summary>A row of attributes.</summary>
    Composite,

    /// <summary>A range of another type's values.</summary>
    Range,

    /// <summary>Anything else.</summary>
    Other,
}
