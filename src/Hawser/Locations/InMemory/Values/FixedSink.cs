using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>Numbers that Arrow stores as .NET does.</summary>
internal sealed class FixedSink<T>(FixedWidthBuilder<T> builder) : ValueSink<T>(builder)
    where T : unmanaged
{
    public override void Append(T value) => builder.Append(value);
}
