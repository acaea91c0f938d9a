namespace Hawser.Copy;

/// <summary>Where a table is on its way.</summary>
public enum CopyPhase
{
    /// <summary>What an append finds in the target is read, so that it can be told from what the append adds.</summary>
    Measuring,

    /// <summary>Rows move.</summary>
    Copying,

    /// <summary>The load commits.</summary>
    Committing,

    /// <summary>The target is read back.</summary>
    Verifying,

    /// <summary>It is done.</summary>
    Done,
}
