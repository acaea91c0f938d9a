namespace Hawser.Copy;

/// <summary>A value does not fit the type that was decided for its column. The copy puts table, column and row number around it.</summary>
internal sealed class MisfitException(int row, string reason) : Exception(reason)
{
    /// <summary>The row in its batch.</summary>
    public int Row { get; } = row;
}
