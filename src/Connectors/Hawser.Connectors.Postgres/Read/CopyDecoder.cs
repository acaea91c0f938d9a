using Hawser.Arrow;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>
/// Appends the values of one column to its builder. Chosen once per column; a value is the bytes that the server's binary format gives it, whichever way they came. A value that has
/// no form in the column is refused, never changed.
/// </summary>
internal abstract class CopyDecoder(ArrayBuilder builder) : ColumnDecoder(builder)
{
    /// <summary>Appends a value.</summary>
    /// <exception cref="CellMisfitException">The value has no form in the column.</exception>
    /// <exception cref="WireFormatException">The bytes are no value of the type.</exception>
    public abstract void Append(ReadOnlySpan<byte> value);
}
