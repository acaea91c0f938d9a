using Hawser.Connectors;
using Hawser.Registry;

namespace Hawser.Tests.Registry;

public sealed class ConnectorRegistryTests
{
    private readonly ConnectorRegistry _registry = DeclaredConnector.Three();

    [Theory]
    [InlineData("sqlite", "sqlite")]
    [InlineData("SQLite3", "sqlite")]
    [InlineData("PG", "postgres")]
    public void A_connector_is_found_by_name_and_alias_in_any_case(string name, string expected) => Assert.Equal(expected, _registry.Get(name).Name);

    [Fact]
    public void The_list_is_in_the_order_of_names()
        => Assert.Equal(["duckdb", "postgres", "sqlite"], _registry.Connectors.Select(connector => connector.Name));

    [Theory]
    [InlineData("sqlit", "did you mean 'sqlite'?", "known are duckdb, postgres, sqlite")]
    [InlineData("oracle", "unknown connector 'oracle'", "known are duckdb, postgres, sqlite")]
    [InlineData("snowflake", "Hawser.Connectors.Snowflake", "known are duckdb, postgres, sqlite")]
    [InlineData("snowflak", "did you mean 'snowflake'?", "known are")]
    [InlineData("polars", "RecordBatchReader", "known are")]
    public void An_unknown_name_is_an_error_that_helps(string name, string advice, string known)
    {
        var error = Assert.Throws<ConnectorException>(() => _registry.Get(name));
        Assert.Equal(ConnectorStatus.InvalidConfiguration, error.Status);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
        Assert.Contains(known, error.Message, StringComparison.Ordinal);
        Assert.Null(_registry.Find(name));
    }

    [Fact]
    public void Two_connectors_of_one_name_are_a_programmers_mistake()
        => Assert.Throws<ArgumentException>(() => new ConnectorRegistry([new DeclaredConnector("one"), new DeclaredConnector("two") { Others = ["ONE"] }]));
}
