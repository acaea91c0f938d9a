using System.Globalization;
using Hawser.Testing;
using Hawser.Testing.Judges;

namespace Hawser.Cli.Tests.Support;

/// <summary>A SQLite database that takes long enough to copy for something to happen meanwhile.</summary>
internal static class BigFile
{
    public const string Name = "big.sqlite";

    public static string In(TempFolder folder, int rows = 3_000_000)
    {
        Sqlite3Judge.Execute(folder[Name], string.Create(CultureInfo.InvariantCulture, $"""
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            CREATE TABLE big (id INTEGER PRIMARY KEY, name TEXT NOT NULL, amount DECIMAL(10,2), note TEXT);
            INSERT INTO big SELECT value, 'name ' || value, value % 100000 / 100.0, 'a note that is long enough to take a while ' || value FROM generate_series(1, {rows});
            """));
        return folder[Name];
    }
}
