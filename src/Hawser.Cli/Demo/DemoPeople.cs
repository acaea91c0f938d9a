using System.Globalization;
using Hawser.Arrow;
using static Hawser.Cli.Demo.DemoTypes;

namespace Hawser.Cli.Demo;

/// <summary>Customers with names that break careless programs.</summary>
internal static class DemoPeople
{
    private static readonly string[] Given =
        ["Zoë", "Łukasz", "O'Brien", "José \"Pepe\"", "李小龍", "Αθηνά", "Мария", "יעל", "فاطمة", "👩‍🚀 Ada", "Null", "Robert'); DROP TABLE customers;--", "a\u0301ngel", "Jean,Luc", "  Spaces  ", "tab\tbed"];

    private static readonly string[] Family = ["Müller", "de la Cruz", "Þórsdóttir", "Nguyễn", "Smith-Jones", "Ōtani", "D'Arcy", "Ünal", "ß", "van 't Hoff"];

    public static DemoTable Customers(int count) => new(
        "customers",
        """
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, born DATE, credit DECIMAL(12,2) NOT NULL DEFAULT 0, note TEXT, photo BLOB, active BOOLEAN NOT NULL,
        CHECK (credit > -1000000)
        """,
        new Schema([Integer("id"), Text("name"), Text("email"), Day("born"), Money("credit", 12), Text("note"), Blob("photo"), Truth("active")]),
        Rows(count));

    private static IEnumerable<object?[]> Rows(int count)
    {
        var random = new Random(20_240_229);
        for (long id = 1; id <= count; id++)
        {
            string name = $"{Given[random.Next(Given.Length)]} {Family[random.Next(Family.Length)]}";
            yield return
            [
                id,
                name,
                random.Next(20) == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"user{id}@example.org"),
                random.Next(10) == 0 ? null : random.Next(-25_000, 14_000),
                random.NextInt64(-50_000, 5_000_000),
                Note(random),
                Photo(random),
                random.Next(8) != 0,
            ];
        }
    }

    // NULL, empty, several lines and quotes: four different things.
    private static string? Note(Random random) => random.Next(6) switch
    {
        0 => "",
        1 => "prefers \"express\", not ''standard''",
        2 => "first line\nsecond line\r\nthird, with a comma",
        3 => "NULL",
        _ => null,
    };

    private static byte[]? Photo(Random random)
    {
        if (random.Next(5) != 0)
        {
            return random.Next(30) == 0 ? [] : null;
        }

        byte[] photo = new byte[random.Next(1, 200)];
        random.NextBytes(photo);
        return photo;
    }
}
