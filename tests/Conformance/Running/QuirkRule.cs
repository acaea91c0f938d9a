namespace Hawser.Conformance.Running;

/// <summary>Runs a test under a connector's quirks.</summary>
internal static class QuirkRule
{
    public static async Task RunAsync(IReadOnlyList<Quirk> quirks, string test, Func<Task> body)
    {
        Quirk? quirk = quirks.FirstOrDefault(q => q.Test == test);
        try
        {
            await body();
        }
        catch (Exception failure) when (quirk is not null && failure.ToString().Contains(quirk.Shows, StringComparison.Ordinal))
        {
            return;
        }

        Assert.False(quirk is not null, $"The quirk \"{test}\" ({quirk?.Reason}) is no longer needed: the test passes. Remove it.");
    }
}
