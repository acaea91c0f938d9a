using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>numeric(p,s) of 39 to 76 digits.</summary>
internal sealed class WideDecimalDecoder(FixedWidthBuilder<Int256> builder) : CopyDecoder(builder)
{
    private readonly FixedWidthBuilder<Int256> _builder = builder;
    private readonly int _precision = ((DecimalType)builder.Type).Precision;
    private readonly int _scale = ((DecimalType)builder.Type).Scale;

    public override void Append(ReadOnlySpan<byte> value)
    {
        var numeric = new NumericValue(value);
        if (numeric.SpecialName is not null || !NumericScaling.TryScale(numeric, _precision, _scale, out Int256 unscaled))
        {
            throw DecimalDecoder.Misfit(value, Builder.Type);
        }

        _builder.Append(unscaled);
    }
}
