using Hawser.Testing;
using Hawser.Testing.Judges;

namespace Hawser.Cli.Tests.Support;

/// <summary>A small SQLite database with awkward names and values, made by the sqlite3 command line.</summary>
internal static class ShopFile
{
    public const string Name = "shop.sqlite";

    public static string In(TempFolder folder)
    {
        Sqlite3Judge.Execute(folder[Name], """
            CREATE TABLE items (
              id INTEGER PRIMARY KEY, name TEXT NOT NULL, price DECIMAL(10,2), day DATE DEFAULT '2020-01-01', ratio DOUBLE, tags JSON, photo BLOB, fresh BOOLEAN, CHECK (price >= 0));
            CREATE INDEX ix_items_name ON items (name DESC) WHERE fresh;
            CREATE TABLE "order" (id INTEGER PRIMARY KEY, item_id BIGINT REFERENCES items (id) ON DELETE CASCADE, "a ""quoted"" name" TEXT, UNIQUE (item_id));
            CREATE TABLE sales_2023 (day DATE, amount DECIMAL(12,2));
            CREATE TABLE sales_2024 (day DATE, amount DECIMAL(12,2));
            CREATE VIEW cheap AS SELECT id, name FROM items WHERE price < 10;
            INSERT INTO items VALUES
              (1, 'a,"b', 12.5, '1500-02-01', 0.25, '{"a":1}', x'00ff', 1),
              (2, '', NULL, NULL, 9e999, NULL, x'', 0),
              (9223372036854775807, '李小龍' || char(10), 0.1, '+10000-01-01', -0.5, '[1,2]', NULL, NULL);
            INSERT INTO "order" VALUES (1, 2, 'x'), (2, NULL, NULL);
            INSERT INTO sales_2023 VALUES ('2023-05-06', 99.99);
            INSERT INTO sales_2024 VALUES ('2024-02-29', -0.01), (NULL, NULL);
            """);
        return folder[Name];
    }
}
