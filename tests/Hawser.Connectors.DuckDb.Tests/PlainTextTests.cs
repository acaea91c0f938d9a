namespace Hawser.Connectors.DuckDb.Tests;

public class PlainTextTests
{
    [Theory]
    [InlineData("integer", "(random() * 1e18)::BIGINT - 5e17::BIGINT")]
    [InlineData("double", "(random() - 0.5) * pow(10, (random() * 600 - 300)::INTEGER)")]
    [InlineData("double", "(random() * 1e9)::BIGINT / 100")]
    [InlineData("double", "(['nan', 'inf', '-inf', '-0.0', '5e-324', '1.7976931348623157e308', '0.1'])[1 + (i % 7)::INTEGER]::DOUBLE")]
    [InlineData("date", "DATE '0001-01-01' + ((random() - 0.3) * 4e6)::INTEGER")]
    [InlineData("time", "TIME '00:00:00' + to_microseconds((random() * 86399e6)::BIGINT)")]
    [InlineData("timestamp", "TIMESTAMP '1970-01-01' + to_microseconds(((random() - 0.5) * 8e18)::BIGINT)")]
    [InlineData("timestamptz", "(TIMESTAMP '1970-01-01' + to_microseconds(((random() - 0.5) * 8e18)::BIGINT))::TIMESTAMPTZ")]
    public void What_DuckDB_writes_is_plain(string form, string value)
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        var seed = Random.Shared.NextDouble();
        connection.Execute(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SELECT setseed({seed})"));

        var misfits = connection.Texts($"SELECT t FROM (SELECT ({value})::VARCHAR AS t FROM range(20000) r(i)) WHERE NOT hawser_is_plain_{form}(t) LIMIT 3");

        Assert.True(misfits.Count == 0, $"seed {seed}: {string.Join(", ", misfits)}");
    }

    [Theory]
    [InlineData("integer", "-12,0,9223372036854775808", "-0,00,-,+1,1.0,1e3,1_0,0x1F, 1,1 ,''")]
    [InlineData("double", "1,-0,0.10,.5,5.,1e3,1.5E-7,0.10000000000000001,0.30000000000000004,-inf,NaN,Infinity", "01,+1,1e,e5,.,-,1e999,1_0,0x1,1.2345678901234567891,9007199254740993, 1,1 ,''")]
    [InlineData("date", "2020-01-31,-0001-12-31,10000-01-01,0044-03-15 (BC),-infinity", "2020-1-31,2020/01/31,31-01-2020,2020-01-31 00:00:00,20200131,today,''")]
    [InlineData("time", "10:00,10:00:00,23:59:59.999999,10:00:00.1234560", "10,10:00:00.,10:00:00.1234567,10:00:00+02,1:00:00,10:00:00 ,''")]
    [InlineData("timestamp", "2020-01-31,2020-01-31 10:00,2020-01-31T10:00:00.5,infinity", "2020-01-31 10:00:00Z,2020-01-31 10:00:00+00,2020-01-31 10:00:00.1234567,2020-01-31  10:00,now,''")]
    [InlineData("timestamptz", "2020-01-31 10:00:00Z,2020-01-31T10:00:00+02,2020-01-31 10:00:00.123-05:30,infinity,2020-01-31 10:00:00 UTC", "2020-01-31,2020-01-31 10:00:00,2020-01-31 10:00:00+2,2020-01-31 10:00:00 Europe/Berlin,''")]
    public void A_text_that_says_more_than_its_value_is_not_plain(string form, string plain, string other)
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        string List(string texts) => string.Join(", ", texts.Split(',').Select(t => t == "''" ? t : $"'{t}'"));

        Assert.Empty(connection.Texts($"SELECT t FROM (SELECT unnest([{List(plain)}]) AS t) WHERE NOT hawser_is_plain_{form}(t)"));
        Assert.Empty(connection.Texts($"SELECT t FROM (SELECT unnest([{List(other)}]) AS t) WHERE hawser_is_plain_{form}(t)"));
        Assert.Equal(["true"], connection.Texts($"SELECT hawser_is_plain_{form}(NULL)"));
    }
}
