namespace Hawser.Connectors;

/// <summary>A type that somebody made in a database, or that an extension brought.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is made of.</param>
public sealed record UserTypeModel(TableName Name, UserTypeKind Kind)
{
    /// <summary>The type as <see cref="ColumnModel.NativeType"/> writes it in the same database, e.g. <c>mood</c> or <c>shop.mood</c>; empty where no column's type is asked about.</summary>
    public string NativeType { get; init; } = "";

    /// <summary>The extension that brings the type; null for a user's own.</summary>
    public string? Extension { get; init; }

    /// <summary>The labels of an enum in their order; empty for other kinds.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The type below a domain, or that a range is over, as the engine writes it; null for other kinds.</summary>
    public string? BaseType { get; init; }

    /// <summary>Whether a domain allows NULL.</summary>
    public bool IsNullable { get; init; } = true;

    /// <summary>The default of a domain as an expression of the engine; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>The conditions of a domain, each as the engine writes it.</summary>
    public IReadOnlyList<CheckModel> Checks { get; init; } = [];

    /// <summary>The attributes of a composite type: names and types as the engine writes them; empty for other kinds.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; } = [];

    /// <summary>The comment; null for none.</summary>
    public string? Comment { get; init; }
}
