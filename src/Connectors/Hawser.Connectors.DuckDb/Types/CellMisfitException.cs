namespace Hawser.Connectors.DuckDb.Types;

/// <summary>One value has no exact form on the other side. Caught where the column and the row's number are known, and thrown anew with both.</summary>
internal sealed class CellMisfitException : Exception
{
    public CellMisfitException()
    {
    }

    public CellMisfitException(string message)
        : base(message)
    {
    }

    public CellMisfitException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public CellMisfitException(int row, string message)
        : base(message) => Row = row;

    /// <summary>The row's position in its vector.</summary>
    public int Row { get; }
}
