using System.Runtime.CompilerServices;
using Hawser.Arrow;
using Hawser.Connectors.Postgres.Read.TextForms;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>numeric(p,s) of up to 38 digits.</summary>
internal sealed class DecimalDecoder(FixedWidthBuilder<Int128> builder) : CopyDecoder(builder)
{
    private readonly FixedWidthBuilder<Int128> _builder = builder;
    private readonly int _precision = ((DecimalType)builder.Type).Precision;
    private readonly int _scale = ((DecimalType)builder.Type).Scale;
    private readonly long _shortLimit = ShortNumeric.LimitOf(((DecimalType)builder.Type).Precision);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Append(ReadOnlySpan<byte> value)
    {
        if (ShortNumeric.TryScale(value, _scale, _shortLimit, out long few))
        {
            _builder.Append(few);
            return;
        }

        var numeric = new NumericValue(value);
        if (numeric.SpecialName is not null || !NumericScaling.TryScale(numeric, _precision, _scale, out Int128 unscaled))
        {
            throw Misfit(value, Builder.Type);
        }

        _builder.Append(unscaled);
    }

    /// <summary>The error for a number that a decimal type cannot hold.</summary>
    internal static CellMisfitException Misfit(ReadOnlySpan<byte> value, ArrowType type) => new($"the number {TextOf.Value(NumericText.Instance, value)} does not fit {type}");
}
