namespace Hawser.Connectors;

/// <summary>What a column's values go through on their way, decided before any data moves. In the order of growing concern.</summary>
public enum Fidelity
{
    /// <summary>The same values in the same kind of type.</summary>
    Exact,

    /// <summary>The same values in a type that could hold more.</summary>
    Widened,

    /// <summary>Kept whole in another form, and marked so that it can come back.</summary>
    Encoded,

    /// <summary>Exact for the values that fit; every value is tested while it moves, and a misfit is a located reject.</summary>
    Checked,

    /// <summary>Something would be lost. Refused unless the user allows it for that column by name.</summary>
    Lossy,
}
