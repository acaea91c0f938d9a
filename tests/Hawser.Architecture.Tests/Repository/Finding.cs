namespace Hawser.Architecture.Tests.Repository;

/// <summary>One place that breaks a rule, printed so that an editor can jump to it.</summary>
internal sealed record Finding(string File, int Line, string What)
{
    public override string ToString() => $"{File}:{Line}: {What}";

    /// <summary>Fails with all findings and the reason of the rule.</summary>
    public static void AssertNone(string rule, IEnumerable<Finding> findings)
    {
        string[] lines = [.. findings.Select(finding => finding.ToString()).Order(StringComparer.Ordinal)];
        Assert.True(lines.Length == 0, $"{rule}\n{string.Join('\n', lines)}");
    }
}
