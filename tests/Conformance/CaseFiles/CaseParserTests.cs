namespace Hawser.Conformance.CaseFiles;

public sealed class CaseParserTests
{
    [Fact]
    public void A_case_has_a_name_connectors_and_sections()
    {
        TextCase text = Assert.Single(CaseParser.Parse("a.case", "--- a remark\n# one\nfor: duckdb sqlite\n-- query\nSELECT 1;\n\nSELECT 2\n\n-- rows\n--- another\n[1]\n"));
        Assert.Equal("one", text.Name);
        Assert.Equal(["duckdb", "sqlite"], text.Connectors);
        Assert.Equal("SELECT 1;\n\nSELECT 2", text.TextOf("query"));
        Assert.Equal(["[1]"], text.Find("rows"));
        Assert.Null(text.Find("schema"));
        Assert.True(text.IsFor("sqlite") && !text.IsFor("csv"));
    }

    [Theory]
    [InlineData("stray\n# one\n-- query\nx", "a.case:1: \"stray\" stands before the first case")]
    [InlineData("# one\nstray\n-- query\nx", "a.case:2: \"stray\" stands in no section")]
    [InlineData("# one\n-- qery\nx", "a.case:2: \"-- qery\" is no section; known are \"-- setup\"")]
    [InlineData("# one\n\n", "a.case:1: the case \"one\" has no sections")]
    [InlineData("# one\n-- query\nx\n# one\n-- query\ny", "a.case:4: the name \"one\" is taken by a.case:1")]
    public void What_is_wrong_is_said_with_its_line(string text, string message)
    {
        var error = Assert.Throws<FormatException>(() => CaseParser.Parse("a.case", text));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_case_is_for_a_connector_that_there_is()
    {
        string[] known = ["duckdb", "sqlite", "postgres", "mysql", "csv", "json", "parquet", "arrow", "arrows", "depot"];
        Assert.NotEmpty(CaseLibrary.All);
        Assert.All(CaseLibrary.All, c => Assert.True(c.Connectors.All(known.Contains), $"{c.Place} is for {string.Join(", ", c.Connectors)}."));
    }
}
