using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>How values of a .NET type are kept in Arrow: the type, and what appends them.</summary>
internal sealed record ValueForm<T>(ArrowType Type, Func<ArrayBuilder, ValueSink<T>> Open)
{
    /// <summary>The canonical extension, or null.</summary>
    public string? ExtensionName { get; init; }

    public Field ToField(string name, bool isNullable)
        => ExtensionName is null ? new Field(name, Type, isNullable) : Field.Extension(name, Type, ExtensionName, isNullable: isNullable);
}
