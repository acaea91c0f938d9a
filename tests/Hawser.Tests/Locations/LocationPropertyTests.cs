using System.Text;
using Hawser.Connectors;
using Hawser.Locations;

namespace Hawser.Tests.Locations;

/// <summary>Properties over random input; each failure names the seed and the round, which make it again.</summary>
public sealed class LocationPropertyTests
{
    private const int Seed = 771_204;
    private const string Secret = "Zq7SecretZq7";

    private static readonly string[] Fragments =
    [
        ":", "//", "@", "#", "?", "&", "=", "%", "%20", "%41", "%zz", "%00", "[", "]", "::1", ".", "..", "/", "\\", "\"", "\"\"", "'", "(", ")", ";", "--", ",", " ",
        "sqlite", "duckdb", "postgres", "prod", "C", "read_csv", "read_parquet", "orders", "true", "null", "12", "-1.5e3", "{", "}", "5432", "é", "漢", "😀", "\ud83d",
        "\0", "\n", "\u2028", "mysql", "***", "a", "_", "-", "+", ":=", "=>", "*", "`", "$", "|", "\u0085", "~",
    ];

    [Fact]
    public void Any_text_is_a_location_or_one_documented_error_on_one_line()
        => ForAll(20_000, random =>
        {
            var text = Soup(random);
            try
            {
                var location = Location.Parse(text, TestEngines.All);
                var again = Location.Parse(location.Reveal(), TestEngines.All);
                Assert.Equal(location, again);
                Assert.Equal(location.Reveal(), again.Reveal());
                Assert.Equal(location.GetHashCode(), again.GetHashCode());
                Assert.NotEmpty(location.ToString());
            }
            catch (ConnectorException error)
            {
                Assert.DoesNotContain(error.Message, letter => char.IsControl(letter) || letter == '\u2028');
            }
        });

    [Fact]
    public void Any_table_part_is_refused_or_prints_so_that_it_parses_back()
        => ForAll(20_000, random =>
        {
            var text = random.Next(2) == 0 ? $"read_csv({Soup(random)})" : Soup(random);
            if (LocationTable.TryParse(text, TestEngines.All.TableFunctions, out var table, out var problem))
            {
                Assert.Equal(table, ParseTable(table.ToString()));
            }
            else
            {
                Assert.NotEmpty(problem);
            }
        });

    [Fact]
    public void Every_name_of_a_table_prints_so_that_it_parses_back_in_every_kind_of_location()
        => ForAll(5_000, random =>
        {
            var parts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Word(random, 0)).ToArray();
            var name = new LocationTableName(parts);
            Assert.Equal(parts, Assert.IsType<LocationTableName>(ParseTable(name.ToString())).Parts);
            Location[] locations = [new NamedLocation("prod", name), Location.Parse($"sqlite:a.db#{Escape(name.ToString())}", TestEngines.All)];
            foreach (var location in locations)
            {
                var again = Location.Parse(location.Reveal(), TestEngines.All);
                Assert.Equal(location, again);
                Assert.Equal(parts, Assert.IsType<LocationTableName>(again.Table).Parts);
            }
        });

    [Fact]
    public void Every_call_prints_so_that_it_parses_back()
        => ForAll(5_000, random =>
        {
            var count = random.Next(5);
            var named = random.Next(count + 1);
            var call = new TableFunctionCall("read_csv", Enumerable.Range(0, count).Select(index => new TableFunctionArgument(index >= named ? $"a{index}" : null, Value(random, 0))));
            var function = Assert.IsType<LocationTableFunction>(ParseTable(call.ToString()));
            Assert.Equal(call, function.Call);
            var location = new NamedLocation("prod", function);
            Assert.Equal(location, Location.Parse(location.Reveal(), TestEngines.All));
        });

    [Fact]
    public void Every_uri_keeps_its_parts_and_never_prints_its_secrets()
        => ForAll(10_000, random =>
        {
            var user = random.Next(3) == 0 ? null : Word(random, 1);
            var password = random.Next(2) == 0 ? null : Word(random, 0) + Secret;
            var path = random.Next(3) == 0 ? string.Empty : "/" + Word(random, 0);
            var option = Word(random, 1) + Secret;
            var text = new StringBuilder("postgres://");
            text.Append(user is null && password is null ? string.Empty : $"{Escape(user ?? string.Empty)}{(password is null ? string.Empty : ":" + Escape(password))}@");
            text.Append("db.example.com:5432").Append(Escape(path).Replace("%2F", "/", StringComparison.Ordinal)).Append("?token=").Append(Escape(option)).Append("&sslmode=on");

            var location = Assert.IsType<UriLocation>(Location.Parse(text.ToString(), TestEngines.All));
            var uri = location.Uri;
            Assert.Equal((user, password, path), (uri.User, uri.Password?.Reveal(), uri.Path));
            Assert.Equal((option, "on"), (uri.Options[0].Value.Reveal(), uri.Options[1].Value.Reveal()));
            Assert.DoesNotContain(Secret, location.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, uri.Options[0].ToString(), StringComparison.Ordinal);
            Assert.Equal(location, Location.Parse(location.Reveal(), TestEngines.All));
        });

    [Fact]
    public void No_error_about_a_uri_that_is_broken_anywhere_shows_its_password()
        => ForAll(10_000, random =>
        {
            var scheme = random.Next(2) == 0 ? "postgres" : "postgers";
            var broken = $"{scheme}://app:{Soup(random)}{Secret}{Soup(random)}@db{Soup(random)}/shop?token={Secret}&{Soup(random)}";
            if (!Location.TryParse(broken, TestEngines.All, out var location, out var problem))
            {
                Assert.DoesNotContain(Secret, problem, StringComparison.Ordinal);
                Assert.DoesNotContain(Secret, Assert.Throws<ConnectorException>(() => Location.Parse(broken, TestEngines.All)).Message, StringComparison.Ordinal);
            }
            else
            {
                Assert.DoesNotContain(Secret, location.ToString(), StringComparison.Ordinal);
            }
        });

    private static void ForAll(int rounds, Action<Random> property)
    {
        for (var round = 0; round < rounds; round++)
        {
            try
            {
                property(new Random(Seed + round));
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {Seed}, round {round}: {error.Message}", error);
            }
        }
    }

    private static LocationTable ParseTable(string text)
    {
        Assert.True(LocationTable.TryParse(text, TestEngines.All.TableFunctions, out var table, out var problem), problem);
        return table;
    }

    private static string Soup(Random random) => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Fragments[random.Next(Fragments.Length)]));

    private static string Word(Random random, int least)
        => string.Concat(Enumerable.Range(0, random.Next(least, 6)).Select(_ => Fragments[random.Next(Fragments.Length)]))
            .Replace("\0", "x", StringComparison.Ordinal)
            .Replace("\ud83d\ude00", "😀", StringComparison.Ordinal) is var word && IsUnicode(word) && word.Length >= least
                ? word
                : "plain";

    private static bool IsUnicode(string text) => !text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar);

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private static TableFunctionValue Value(Random random, int depth)
        => random.Next(depth < 3 ? 6 : 4) switch
        {
            0 => new TableFunctionText(Word(random, 0)),
            1 => new TableFunctionNumber(random.Next(2) == 0 ? "-12.5e+3" : random.Next().ToString(null, null)),
            2 => new TableFunctionBoolean(random.Next(2) == 0),
            3 => TableFunctionNull.Instance,
            4 => new TableFunctionList(Enumerable.Range(0, random.Next(3)).Select(_ => Value(random, depth + 1))),
            _ => new TableFunctionStruct(Enumerable.Range(0, random.Next(3)).Select(index => KeyValuePair.Create($"{index}{Word(random, 0)}", Value(random, depth + 1)))),
        };
}
