using Hawser.Arrow;
using Hawser.Connectors.Postgres.Write;

namespace Hawser.Connectors.Postgres.Tests.Write;

/// <summary>The short way for decimals writes what the long one does.</summary>
public sealed class FourGroupsTests
{
    private const int Seed = 20261122;

    [Fact]
    public void What_is_short_is_written_as_the_long_way_writes_it()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        var memory = new ArrowAllocator();
        using (var output = new CopyOutput(memory))
        {
            for (int scale = -9; scale <= 40; scale++)
            {
                var groups = new FourGroups(scale);
                foreach (long value in Values(random))
                {
                    output.Clear();
                    if (groups.TryWrite(value, output))
                    {
                        Assert.Equal(Long(value, scale), Convert.ToHexString(output.Written.Span));
                    }
                    else
                    {
                        Assert.Equal(0, output.Length);
                        Assert.True(UInt128.CreateTruncating(Int128.Abs(value)) >= 10_000_000_000_000UL, $"{value} at scale {scale} is short");
                    }
                }
            }
        }

        Assert.Equal(0, memory.AllocatedBytes);

        string Long(long value, int scale)
        {
            using var output = new CopyOutput(memory);
            NumericGroups groups = default;
            groups.Add((UInt128)Int128.Abs(value), scale);
            groups.Write(output, value < 0, scale);
            return Convert.ToHexString(output.Written.Span);
        }
    }

    private static IEnumerable<long> Values(Random random)
    {
        foreach (long edge in new[] { 0, long.MinValue, long.MaxValue, 9_999_999_999_999_999, 10_000_000_000_000_000 })
        {
            yield return edge;
        }

        for (long power = 1; power <= 1_000_000_000_000_000_000 / 10; power *= 10)
        {
            yield return power;
            yield return -power;
            yield return power - 1;
            yield return power + 1;
            for (int i = 0; i < 10; i++)
            {
                yield return random.NextInt64(-power, power);
            }
        }
    }
}
