using System.Buffers;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>Writes values of one type as PostgreSQL writes them, from their binary form.</summary>
internal interface ITextForm
{
    /// <summary>Writes a value.</summary>
    /// <exception cref="WireFormatException">The bytes are no value of the type.</exception>
    void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output);
}
