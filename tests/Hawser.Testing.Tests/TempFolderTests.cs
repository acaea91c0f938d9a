namespace Hawser.Testing.Tests;

public sealed class TempFolderTests
{
    [Fact]
    public void A_folder_is_gone_with_all_it_holds()
    {
        string path;
        using (var folder = new TempFolder())
        {
            path = folder.Path;
            folder.Write("a/b.txt", "text");
            folder.Write("c.bin", [1, 2, 3]);
            Assert.Equal("text", File.ReadAllText(folder["a/b.txt"]));
            Assert.Equal([1, 2, 3], File.ReadAllBytes(folder["c.bin"]));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(folder["a"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        }

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void Two_folders_are_never_the_same()
    {
        using var one = new TempFolder();
        using var other = new TempFolder();
        Assert.NotEqual(one.Path, other.Path);
    }

    [Fact]
    public void The_root_holds_the_solution() => Assert.True(File.Exists(Path.Combine(RepositoryPaths.Root, "Hawser.slnx")));
}
