using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>bytea, and every type whose value is kept as the server's own bytes.</summary>
internal sealed class BytesDecoder(VarBinaryBuilder builder) : CopyDecoder(builder)
{
    private readonly VarBinaryBuilder _builder = builder;

    public override void Append(ReadOnlySpan<byte> value) => _builder.Append(value);
}
