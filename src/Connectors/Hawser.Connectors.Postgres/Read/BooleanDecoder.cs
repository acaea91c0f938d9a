using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>boolean: a byte, 0 or 1.</summary>
internal sealed class BooleanDecoder(BooleanBuilder builder) : CopyDecoder(builder)
{
    private readonly BooleanBuilder _builder = builder;

    public override void Append(ReadOnlySpan<byte> value)
    {
        if (value.Length != 1)
        {
            WireValue.ThrowLength(value, 1, "bool");
        }

        _builder.Append(value[0] != 0);
    }
}
