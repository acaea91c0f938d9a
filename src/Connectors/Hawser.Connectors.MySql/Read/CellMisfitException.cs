namespace Hawser.Connectors.MySql.Read;

/// <summary>One value has no form in its column. Caught where the column and the row's number are known, and thrown anew with both.</summary>
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
}
