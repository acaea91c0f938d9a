using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Read;

/// <summary>bit(1).</summary>
internal sealed class SingleBitDecoder(BooleanBuilder builder) : TextualDecoder(builder)
{
    private readonly BooleanBuilder _builder = builder;

    public override void AppendText(ReadOnlySpan<byte> value) => _builder.Append(BitDecoder.Read(value) != 0);
}
