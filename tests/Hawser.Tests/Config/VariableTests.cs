using Hawser.Connectors;

namespace Hawser.Tests.Config;

public sealed class VariableTests : IDisposable
{
    private readonly ConfigWorld _world = new();

    public VariableTests()
    {
        _world.Environment["SHOP"] = "sh op";
        _world.Environment["EMPTY"] = "";
        _world.Environment["TRICKY"] = "${SHOP}$}";
        _world.Folder.Write("secret.txt", "from file\n");
        _world.Folder.Write("windows.txt", "two\r\nlines\r\n");
    }

    [Theory]
    [InlineData("${SHOP}", "sh op")]
    [InlineData("a${SHOP}b${env:SHOP}", "ash opbsh op")]
    [InlineData("${SHOP:-other}", "sh op")]
    [InlineData("${NOPE:-other}", "other")]
    [InlineData("${env:NOPE:-a:-b}", "a:-b")]
    [InlineData("${EMPTY:-other}", "other")]
    [InlineData("${EMPTY}", "")]
    [InlineData("${NOPE:-}", "")]
    [InlineData("${file:secret.txt}", "from file")]
    [InlineData("${file:windows.txt}", "two\r\nlines")]
    [InlineData("${TRICKY}", "${SHOP}$}")]
    [InlineData("$${SHOP}", "${SHOP}")]
    [InlineData("$$${SHOP}", "$${SHOP}")]
    [InlineData("pa$$word$", "pa$$word$")]
    [InlineData("$SHOP $1 }", "$SHOP $1 }")]
    public void A_value_is_expanded_once(string text, string expected)
        => Assert.Equal(expected, _world.Option($"connections:\n  prod: {{ type: duckdb, path: '{text}' }}", "prod", "path"));

    [Theory]
    [InlineData("${NOPE}", "FILE:3: option \"path\": the environment variable NOPE is not set; set it, or write ${NOPE:-default}")]
    [InlineData("${env:NOPE}", "the environment variable NOPE is not set")]
    [InlineData("x${", "a '${' is not closed")]
    [InlineData("${s3cret s3cret}", "what stands in '${…}' is no variable; a variable is ${NAME}")]
    [InlineData("${}", "no variable")]
    [InlineData("${1A}", "no variable")]
    [InlineData("${file:}", "names no file")]
    [InlineData("${file:none.txt}", "none.txt: there is no such file")]
    [InlineData("${file:.}", "it is a folder")]
    public void What_cannot_be_expanded_is_an_error_that_names_it(string text, string problem)
    {
        var message = _world.Problem($"connections:\n  prod:\n    path: '{text}'\n    type: duckdb");
        Assert.Contains(problem, message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_unset_variables_of_a_connection_are_named_at_once()
    {
        var message = _world.Problem("connections:\n  prod: { type: acme, port: '${PORT}', host: '${HOST}', password: '${PASSWORD}', pool: { size: '${SIZE}' } }");
        Assert.All(new[] { "PORT", "HOST", "PASSWORD", "SIZE" }, name => Assert.Contains($"variable {name} is not set", message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_value_that_a_variable_gave_is_shown_as_it_was_written()
    {
        var message = _world.Problem("connections:\n  prod: { type: acme, host: h, database: d, user: u, password: p, port: '${SHOP}' }");
        Assert.Contains("option \"port\" is \"${SHOP}\"", message, StringComparison.Ordinal);
        Assert.DoesNotContain("sh op", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_secret_that_is_too_large_is_refused()
    {
        _world.Folder.Write("big.txt", new string('x', 70_000));
        Assert.Contains("larger than 65536 bytes", _world.Problem("connections:\n  prod: { type: duckdb, path: '${file:big.txt}' }"), StringComparison.Ordinal);
    }

    public void Dispose() => _world.Dispose();
}
