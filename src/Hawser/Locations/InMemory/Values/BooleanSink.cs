using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>Booleans.</summary>
internal sealed class BooleanSink(BooleanBuilder builder) : ValueSink<bool>(builder)
{
    public override void Append(bool value) => builder.Append(value);
}
