using Hawser.Locations;

namespace Hawser.Tests.Locations;

/// <summary>Files that are written past the system's cache hold the same bytes as others.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 4095)]
    [InlineData(false, 1 << 20)]
    [InlineData(false, (3 << 20) + 17)]
    [InlineData(true, (3 << 20) + 17)]
    public void Every_byte_is_written_in_order_and_flushes_in_between_change_nothing(bool isReadBack, int bytes)
    {
        var wanted = new byte[bytes];
        new Random(bytes).NextBytes(wanted);
        foreach (var flushedAt in new[] { -1, 0, bytes / 3 }.Distinct())
        {
            var path = _folder[$"{flushedAt}"];
            using (var file = new OutputFile(path, isReadBack))
            {
                for (var start = 0; start < bytes; start += 70_001)
                {
                    if (flushedAt >= start && flushedAt < start + 70_001)
                    {
                        file.Flush();
                    }

                    file.Write(wanted.AsSpan(start, Math.Min(70_001, bytes - start)));
                }

                file.FlushToDisk();
                Assert.Equal(bytes, file.Length);
            }

            Assert.True(wanted.AsSpan().SequenceEqual(File.ReadAllBytes(path)));
        }
    }

    [Fact]
    public void A_file_system_that_always_caches_takes_it_too()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm") || OperatingSystem.IsLinux(), "There is no file system in memory.");
        var path = Path.Join("/dev/shm", Path.GetRandomFileName());
        try
        {
            using (var file = new OutputFile(path, isReadBack: false))
            {
                file.Write(new byte[(2 << 20) + 5]);
                file.Flush();
            }

            Assert.Equal((2 << 20) + 5, new FileInfo(path).Length);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_that_is_there_is_not_overwritten()
    {
        File.WriteAllText(_folder["a"], "kept");
        Assert.Throws<IOException>(() => new OutputFile(_folder["a"], isReadBack: false));
        Assert.Equal("kept", File.ReadAllText(_folder["a"]));
    }

    public void Dispose() => _folder.Dispose();
}
