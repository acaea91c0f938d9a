namespace Hawser.Copy;

/// <summary>How a copy is proved.</summary>
public enum VerifyMode
{
    /// <summary>Rows are counted in the target, and a 128-bit hash over every row and every column is compared with that of the batches that were read.</summary>
    Hash,

    /// <summary>Rows are counted in the target.</summary>
    Count,

    /// <summary>The target's own word is believed: rows read = rows written + rows rejected.</summary>
    None,
}
