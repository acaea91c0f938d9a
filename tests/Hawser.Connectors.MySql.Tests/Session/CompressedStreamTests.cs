using Hawser.Connectors.MySql.Session;

namespace Hawser.Connectors.MySql.Tests.Session;

public sealed class CompressedStreamTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(100_000)]
    [InlineData((16 << 20) + 100)]
    public async Task What_is_written_at_once_is_what_is_written_in_steps(int length)
    {
        const int seed = 20260921;
        byte[] sent = new byte[length];
        new Random(seed).NextBytes(sent.AsSpan(length / 2)); // Half of it shrinks.
        using var atOnce = new MemoryStream();
        using var inSteps = new MemoryStream();
        using (var stream = new CompressedStream(atOnce))
        {
            stream.Write(sent, 0, length / 3);
            stream.Write(sent.AsSpan(length / 3));
            stream.Flush();
        }

        await using (var stream = new CompressedStream(inSteps))
        {
            await stream.WriteAsync(sent.AsMemory(0, length / 3), TestSessions.Token);
            await stream.WriteAsync(sent.AsMemory(length / 3), TestSessions.Token);
            await stream.FlushAsync(TestSessions.Token);
        }

        Assert.Equal(atOnce.ToArray(), inSteps.ToArray());
        byte[] received = new byte[length];
        using var back = new CompressedStream(new MemoryStream(atOnce.ToArray()));
        back.ReadExactly(received);
        Assert.True(sent.AsSpan().SequenceEqual(received), $"seed {seed}");
    }
}
