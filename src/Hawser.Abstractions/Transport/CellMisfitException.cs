namespace Hawser.Connectors.Transport;

/// <summary>One value has no form in its column. Caught where the column and the row's number are known, and thrown anew with both.</summary>
public sealed class CellMisfitException : Exception
{
    /// <summary>Says that a value does not fit.</summary>
    public CellMisfitException()
    {
    }

    /// <summary>Says why the value does not fit, without a full stop.</summary>
    public CellMisfitException(string message)
        : base(message)
    {
    }

    /// <summary>Says why the value does not fit, and what found it.</summary>
    public CellMisfitException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
