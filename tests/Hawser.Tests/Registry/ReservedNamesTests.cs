using Hawser.Registry;

namespace Hawser.Tests.Registry;

public sealed class ReservedNamesTests
{
    [Theory]
    [InlineData("PG", "postgres", "Hawser.Connectors.Postgres")]
    [InlineData("mariadb", "mysql", "Hawser.Connectors.MySql")]
    [InlineData("sqlite3", "sqlite", "Hawser.Connectors.Sqlite")]
    [InlineData("redshift", "redshift", "Hawser.Connectors.Postgres")]
    [InlineData("polars", "dataframe", null)]
    public void A_reserved_name_tells_which_package_brings_it(string name, string canonical, string? package)
    {
        var reserved = ReservedNames.Find(name);
        Assert.NotNull(reserved);
        Assert.Equal((canonical, package), (reserved.Name, reserved.Package));
        Assert.Contains(package ?? "RecordBatchReader", reserved.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_not_reserved_finds_nothing() => Assert.Null(ReservedNames.Find("oracle"));
}
