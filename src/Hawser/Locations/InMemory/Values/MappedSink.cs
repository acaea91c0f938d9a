using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>Values that Arrow stores as another number of fixed width.</summary>
internal sealed class MappedSink<T, TStored>(FixedWidthBuilder<TStored> builder, Func<T, TStored> map) : ValueSink<T>(builder)
    where TStored : unmanaged
{
    public override void Append(T value) => builder.Append(map(value));
}
