using Hawser.Arrow;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>Appends the values of one column to its builder, from rows of text or of binary. Chosen once per column. A value that has no form in the column is refused, never changed.</summary>
internal abstract class CellDecoder(ArrayBuilder builder) : ColumnDecoder(builder)
{
    /// <summary>Values that were read as NULL though they are something else, as a connection's options ask.</summary>
    public virtual long NulledCount => 0;

    /// <summary>Takes a value from a row of binary and appends it.</summary>
    /// <exception cref="CellMisfitException">The value has no form in the column.</exception>
    /// <exception cref="WireFormatException">The bytes are no value of the type.</exception>
    public abstract void AppendBinary(ref PacketCursor row);

    /// <summary>Appends a value from a row of text.</summary>
    /// <inheritdoc cref="AppendBinary"/>
    public abstract void AppendText(ReadOnlySpan<byte> value);
}
