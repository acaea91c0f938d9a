namespace Hawser.Conformance.Running;

public sealed class QuirkRuleTests
{
    private static readonly Quirk[] Quirks = [new("a test", "known trouble", "the engine cannot")];

    [Fact]
    public Task A_failure_that_the_quirk_describes_is_allowed() =>
        QuirkRule.RunAsync(Quirks, "a test", () => throw new InvalidOperationException("known trouble in column 3"));

    [Fact]
    public async Task Another_failure_is_not_allowed() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => QuirkRule.RunAsync(Quirks, "a test", () => throw new InvalidOperationException("other trouble")));

    [Fact]
    public async Task A_quirk_that_is_no_longer_needed_fails()
    {
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => QuirkRule.RunAsync(Quirks, "a test", () => Task.CompletedTask));
        Assert.Contains("no longer needed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_without_a_quirk_fails_as_it_is() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => QuirkRule.RunAsync(Quirks, "another test", () => throw new InvalidOperationException("known trouble")));
}
