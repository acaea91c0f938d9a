using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>Appends values of one .NET type to a column, unboxed.</summary>
internal abstract class ValueSink<T>(ArrayBuilder builder)
{
    public ArrayBuilder Builder => builder;

    /// <exception cref="ValueMisfitException">The value does not fit the column's type.</exception>
    public abstract void Append(T value);
}
