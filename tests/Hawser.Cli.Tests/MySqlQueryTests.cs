using Hawser.Testing;
using Hawser.Testing.Judges;
using Hawser.Testing.MySql;

namespace Hawser.Cli.Tests;

/// <summary>MySQL and MariaDB from the command line: queries, and copies to engines whose own programs read them.</summary>
public sealed class MySqlQueryTests
{
    [Theory]
    [InlineData(MySqlFlavour.MariaDb)]
    [InlineData(MySqlFlavour.MySql56)]
    public void A_query_prints_rows_and_a_copy_is_verified(MySqlFlavour flavour)
    {
        string? missing = MySqlServer.Missing(flavour);
        Assert.SkipWhen(missing is not null && !MySqlServer.IsRequired, missing ?? "");
        MySqlServer server = MySqlServer.Shared(flavour);
        string database = server.CreateDatabase();
        try
        {
            server.Execute(database, "CREATE TABLE goods (id bigint unsigned PRIMARY KEY, name varchar(20) NOT NULL, price decimal(10,2), at datetime(3), kind enum('a','b')); INSERT INTO goods VALUES (1, 'grün', 1.25, '2024-02-29 12:00:00.5', 'b'), (18446744073709551615, 'x', NULL, NULL, NULL);");
            string password = server.Password is null ? "" : $":{Uri.EscapeDataString(server.Password)}";
            string uri = $"mysql://{server.User}{password}@{server.Host}:{server.Port}/{database}";
            ToolRun query = HawserCli.Run(null, null, "query", uri, "select id, name, price, at, kind from goods order by id", "--format", "csv");
            Assert.Equal((0, ""), (query.ExitCode, query.Error));
            Assert.Equal("id,name,price,at,kind\n1,grün,1.25,2024-02-29 12:00:00.500,b\n18446744073709551615,x,,,\n", query.Output.ReplaceLineEndings("\n").Replace("12:00:00.500000", "12:00:00.500", StringComparison.Ordinal).Replace('T', ' '));
            foreach (string change in new[] { "DELETE FROM goods", "CREATE TABLE made (id int)", "DROP TABLE goods", "TRUNCATE TABLE goods" })
            {
                ToolRun refused = HawserCli.Run(null, null, "query", uri, change);
                Assert.Equal(1, refused.ExitCode);
                Assert.EndsWith("READ ONLY transaction. hawser query opens a database read-only; to change it, add --write.\n", refused.Error, StringComparison.Ordinal);
            }

            Assert.Equal("2", server.Query(database, "SELECT count(*) FROM goods")[0][0]);
            ToolRun written = HawserCli.Run(null, null, "query", uri, "UPDATE goods SET price = 2.5 WHERE id = 1", "--write");
            Assert.True(written.ExitCode == 0, written.Error);
            Assert.Equal(0, HawserCli.Run(null, null, "query", uri, "UPDATE goods SET price = 1.25 WHERE id = 1", "--write").ExitCode);
            using var folder = new TempFolder();
            string target = folder["shop.sqlite"];
            ToolRun copy = HawserCli.Run(null, null, "copy", uri, $"sqlite:{target}");
            Assert.True(copy.ExitCode == 0, copy.Error);
            Assert.Equal("1|grün|1.25|b\n18446744073709551615|x||\n", Sqlite3Judge.Execute(target, "SELECT id, name, price, kind FROM goods ORDER BY name"));
            ToolRun back = HawserCli.Run(null, null, "copy", $"sqlite:{target}#goods", $"{uri}#copy");
            Assert.True(back.ExitCode == 0, back.Error);
            Assert.Equal(server.Query(database, "SELECT id, name, price, kind FROM goods ORDER BY id"), server.Query(database, "SELECT id, name, price, kind FROM copy ORDER BY id"));
        }
        finally
        {
            server.DropDatabase(database);
        }
    }
}
