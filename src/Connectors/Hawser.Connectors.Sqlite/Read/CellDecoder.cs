using Hawser.Arrow;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Appends the cells of one column to its builder. Chosen once per column; a cell that does not fit is refused, never changed.</summary>
internal abstract class CellDecoder(ArrayBuilder builder) : IDisposable
{
    public ArrayBuilder Builder { get; } = builder;

    /// <summary>Appends a <c>sqlite3_value*</c>; false when it does not fit the column's type, and the batch is given up.</summary>
    public abstract bool TryAppend(nint value);

    public void Dispose() => Builder.Dispose();
}
