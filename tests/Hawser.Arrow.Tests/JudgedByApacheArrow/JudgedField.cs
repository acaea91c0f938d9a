using Hawser.Testing.Judges;

namespace Hawser.Arrow.Tests.JudgedByApacheArrow;

/// <summary>Our fields in the judge's form.</summary>
internal static class JudgedField
{
    // apache-arrow has fixed names for what is inside a map.
    private static readonly string[] EntryNames = ["key", "value"];

    public static ArrowField Of(Field field)
    {
        var judged = new ArrowField(field.Name, field.Type.Format)
        {
            Nullable = field.IsNullable,
            Metadata = field.Metadata.ToDictionary(e => e.Key, e => e.Value),
            Children = [.. field.Type.Children.Select(Of)],
        };
        return field.Type switch
        {
            DictionaryType dictionary => judged with { Dictionary = Of(new Field("", dictionary.Value)), Ordered = dictionary.Ordered },
            MapType map => judged with { Children = [Entries(map.Entries)] },
            _ => judged,
        };
    }

    public static string Describe(ArrowField field) =>
        $"{field.Name}: {field.Format} {(field.Nullable ? "" : "not null ")}{(field.Ordered ? "ordered " : "")}[{string.Join(", ", field.Metadata.OrderBy(m => m.Key, StringComparer.Ordinal))}] "
        + $"({string.Join(", ", field.Children.Select(Describe))}){(field.Dictionary is null ? "" : " of " + Describe(field.Dictionary))}";

    public static string Describe(IEnumerable<Field> fields) => string.Join('\n', fields.Select(f => Describe(Of(f))));

    public static string Describe(IEnumerable<ArrowField> fields) => string.Join('\n', fields.Select(Describe));

    private static ArrowField Entries(Field entries) => Of(entries) with
    {
        Name = "entries",
        Children = [.. entries.Type.Children.Select((child, i) => Of(child) with { Name = EntryNames[i] })],
    };
}
