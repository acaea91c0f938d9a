using Hawser.EndToEnd.Tests.Zoo;

namespace Hawser.EndToEnd.Tests;

/// <summary>
/// Every type through every pair of places, there and back. The programs that own the places say what arrived; the approved lists under Expected hold what is planned for each type, how
/// each value looks on the other side where it looks different, and which values are refused.
/// </summary>
public sealed class FidelityTests(ZooSources sources) : EndToEndTest, IClassFixture<ZooSources>
{
    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        foreach (string from in ZooSources.Kinds)
        {
            foreach (string to in ZooSources.Kinds.Where(to => !(from, to).Equals(("csv", "mysql56")) && !(from, to).Equals(("mysql56", "csv"))))
            {
                pairs.Add(from, to);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_arrives_is_what_the_plan_said(string from, string to)
    {
        var passage = new Passage(sources[from], from, to, Folder, (source, target, progress) => Copy(source, target, progress: progress));
        IReadOnlyList<string> found = passage.Run();
        Approved.Verify($"fidelity-{from}-to-{to}.txt", found);
        Assert.True(passage.Violations.Count == 0, string.Join('\n', passage.Violations));
    }
}
