using System.Text.Json.Nodes;

namespace Hawser.Testing.Judges;

/// <summary>A field as apache-arrow sees it.</summary>
/// <param name="Name">The field's name; the judge names a map's entries, key and value so, whatever the file says.</param>
/// <param name="Format">The type as a format string of the C Data Interface; with a dictionary, that of the index.</param>
public sealed record ArrowField(string Name, string Format)
{
    /// <summary>Whether the field is nullable.</summary>
    public bool Nullable { get; init; } = true;

    /// <summary>The custom metadata.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The children of a nested type; without any, empty.</summary>
    public IReadOnlyList<ArrowField> Children { get; init; } = [];

    /// <summary>The value type of a dictionary, null for any other type; its name is empty.</summary>
    public ArrowField? Dictionary { get; init; }

    /// <summary>Whether a dictionary's order means something.</summary>
    public bool Ordered { get; init; }

    internal static ArrowField FromJson(JsonObject json) => new((string)json["name"]!, (string)json["format"]!)
    {
        Nullable = (bool)json["nullable"]!,
        Metadata = ArrowJudge.Texts(json["metadata"]),
        Children = [.. (json["children"]?.AsArray() ?? []).Select(child => FromJson(child!.AsObject()))],
        Dictionary = json["dictionary"] is JsonObject dictionary ? FromJson(dictionary) : null,
        Ordered = (bool?)json["ordered"] ?? false,
    };

    internal JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["format"] = Format,
        ["nullable"] = Nullable,
        ["metadata"] = ArrowJudge.Object(Metadata),
        ["children"] = new JsonArray([.. Children.Select(child => child.ToJson())]),
        ["dictionary"] = Dictionary?.ToJson(),
        ["ordered"] = Ordered,
    };
}
