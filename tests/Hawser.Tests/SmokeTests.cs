namespace Hawser.Tests;
public sealed class SmokeTests { [Fact] public void It_runs() => Assert.Equal(4, 2 + 2); }
