using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Read;

/// <summary>decimal of 39 to 65 digits.</summary>
internal sealed class WideDecimalDecoder(FixedWidthBuilder<Int256> builder) : TextualDecoder(builder)
{
    private readonly FixedWidthBuilder<Int256> _builder = builder;
    private readonly int _precision = ((DecimalType)builder.Type).Precision;
    private readonly int _scale = ((DecimalType)builder.Type).Scale;

    public override void AppendText(ReadOnlySpan<byte> value)
    {
        if (!DecimalText.TryParse(value, _precision, _scale, out Int256 unscaled))
        {
            throw DecimalDecoder.Misfit(value, Builder.Type);
        }

        _builder.Append(unscaled);
    }
}
