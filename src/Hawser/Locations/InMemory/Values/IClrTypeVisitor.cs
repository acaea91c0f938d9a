namespace Hawser.Locations;

/// <summary>Work that is the same for each .NET type but has to know it, so that no value is boxed.</summary>
internal interface IClrTypeVisitor<out TResult>
{
    /// <summary>A value type.</summary>
    TResult VisitValue<T>()
        where T : struct;

    /// <summary>A reference type.</summary>
    TResult VisitReference<T>()
        where T : class;
}
