namespace Hawser.Arrow;

/// <summary>A named, typed column of a schema or child of a nested type. Immutable; compared by value, metadata included.</summary>
public sealed class Field : IEquatable<Field>
{
    /// <summary>The metadata key that names an extension type.</summary>
    public const string ExtensionNameKey = "ARROW:extension:name";

    /// <summary>The metadata key of an extension type's parameters.</summary>
    public const string ExtensionMetadataKey = "ARROW:extension:metadata";

    /// <summary>Makes a field.</summary>
    public Field(string name, ArrowType type, bool isNullable = true, ArrowMetadata? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(type);
        Name = name;
        Type = type;
        IsNullable = isNullable;
        Metadata = metadata ?? ArrowMetadata.Empty;
    }

    /// <summary>The name; any text, empty too.</summary>
    public string Name { get; }

    /// <summary>The type; for an extension type its storage type.</summary>
    public ArrowType Type { get; }

    /// <summary>Whether values may be null.</summary>
    public bool IsNullable { get; }

    /// <summary>Key–value metadata; empty when there is none.</summary>
    public ArrowMetadata Metadata { get; }

    /// <summary>The extension type's name, e.g. <c>arrow.uuid</c>; null for a plain type.</summary>
    public string? ExtensionName => Metadata[ExtensionNameKey];

    /// <summary>The extension type's parameters as it serialises them; null for a plain type or when it has none.</summary>
    public string? ExtensionMetadata => Metadata[ExtensionMetadataKey];

    /// <summary>A field of an extension type: <paramref name="storage"/> marked with the extension's name and parameters.</summary>
    public static Field Extension(string name, ArrowType storage, string extensionName, string extensionMetadata = "", bool isNullable = true) =>
        new(name, storage, isNullable, ArrowMetadata.Empty.With(ExtensionNameKey, extensionName).With(ExtensionMetadataKey, extensionMetadata));

    /// <summary>The same field under another name.</summary>
    public Field WithName(string name) => new(name, Type, IsNullable, Metadata);

    /// <summary>The same field with another type.</summary>
    public Field WithType(ArrowType type) => new(Name, type, IsNullable, Metadata);

    /// <summary>The same field, nullable or not.</summary>
    public Field WithNullable(bool isNullable) => new(Name, Type, isNullable, Metadata);

    /// <summary>The same field with other metadata.</summary>
    public Field WithMetadata(ArrowMetadata metadata) => new(Name, Type, IsNullable, metadata);

    /// <inheritdoc/>
    public bool Equals(Field? other) =>
        other is not null && (ReferenceEquals(this, other)
            || (Name == other.Name && IsNullable == other.IsNullable && Type.Equals(other.Type) && Metadata.Equals(other.Metadata)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Field);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Type, IsNullable);

    /// <summary>The field as <c>name: type [not null] [extension]</c>.</summary>
    public override string ToString() =>
        $"{Name}: {Type}{(IsNullable ? "" : " not null")}{(ExtensionName is { } e ? $" [{e}]" : "")}";
}
