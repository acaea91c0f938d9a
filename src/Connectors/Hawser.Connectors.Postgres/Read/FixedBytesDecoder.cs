using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>Types whose binary form is a number of bytes that is always the same, as uuid.</summary>
internal sealed class FixedBytesDecoder(FixedSizeBinaryBuilder builder, string type) : CopyDecoder(builder)
{
    private readonly FixedSizeBinaryBuilder _builder = builder;

    public override void Append(ReadOnlySpan<byte> value)
    {
        if (value.Length != _builder.Type.ByteWidth)
        {
            WireValue.ThrowLength(value, _builder.Type.ByteWidth, type);
        }

        _builder.Append(value);
    }
}
