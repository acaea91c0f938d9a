using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Read;

/// <summary>Bytes, and every type whose value is kept as the server's own bytes.</summary>
internal sealed class BytesDecoder(VarBinaryBuilder builder) : TextualDecoder(builder)
{
    private readonly VarBinaryBuilder _builder = builder;

    public override void AppendText(ReadOnlySpan<byte> value) => _builder.Append(value);
}
