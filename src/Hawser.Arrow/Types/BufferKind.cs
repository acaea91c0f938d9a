namespace Hawser.Arrow;

/// <summary>What one buffer of an array holds.</summary>
public enum BufferKind
{
    /// <summary>One bit a row, 1 = valid; may be absent when no row is null.</summary>
    Validity,

    /// <summary>Values of a fixed width (for bool one bit each).</summary>
    Data,

    /// <summary>Length + 1 int32 offsets.</summary>
    Offsets32,

    /// <summary>Length + 1 int64 offsets.</summary>
    Offsets64,

    /// <summary>The bytes that offsets point into.</summary>
    Bytes,

    /// <summary>One int8 type id a row, of a union.</summary>
    TypeIds,

    /// <summary>One int32 offset a row into the chosen child of a dense union (not length + 1).</summary>
    UnionOffsets,
}
