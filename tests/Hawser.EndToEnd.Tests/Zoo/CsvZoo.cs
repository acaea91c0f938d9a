using Hawser.EndToEnd.Tests.Places;

namespace Hawser.EndToEnd.Tests.Zoo;

/// <summary>Columns of text as people write them.</summary>
internal static class CsvZoo
{
    public static IReadOnlyList<NativeColumn> Columns { get; } =
    [
        new("integers", "", "0", "-1", "9223372036854775807"),
        new("large_integers", "", "1", "9223372036854775808"),
        new("reals", "", "0.5", "-1e10", "3"),
        new("truths", "", "true", "false"),
        new("days", "", "2024-01-31", "1582-10-04"),
        new("moments", "", "2024-01-31 12:34:56", "1999-12-31 23:59:59.123"),
        new("zeros", "", "007", "010"),
        new("texts", "", "\"it's \"\"quoted\"\", with, commas\"", "\"line\nbreak\"", "日本 🚢", "\"\"", "NULL", " padded "),
        new("mixed", "", "1", "x"),
    ];

    public static void Make(Place file, NativeColumn column) =>
        File.WriteAllText(file.Path, $"id,v\n{string.Concat(column.Values.Prepend("").Select((v, i) => $"{i},{v}\n"))}");
}
