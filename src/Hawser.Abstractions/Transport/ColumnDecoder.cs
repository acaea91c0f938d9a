using Hawser.Arrow;

namespace Hawser.Connectors.Transport;

/// <summary>Appends the values of one column of a server's rows to its builder. Chosen once per column. A value that has no form in the column is refused, never changed.</summary>
/// <param name="builder">Grows the column; disposed with the decoder.</param>
public abstract class ColumnDecoder(ArrayBuilder builder) : IDisposable
{
    /// <summary>Grows the column.</summary>
    public ArrayBuilder Builder { get; } = builder;

    /// <summary>Whether the column may hold NULL.</summary>
    public bool IsNullable { get; init; } = true;

    /// <summary>Appends NULL.</summary>
    /// <exception cref="CellMisfitException">The column allows none.</exception>
    public void AppendNull()
    {
        if (!IsNullable)
        {
            throw new CellMisfitException("NULL does not fit a column that is not nullable");
        }

        Builder.AppendNull();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Builder.Dispose();
        GC.SuppressFinalize(this);
    }
}
