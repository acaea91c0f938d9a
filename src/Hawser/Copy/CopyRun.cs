namespace Hawser.Copy;

internal static class CopyRun
{
    public static ValueTask<CopyReport> RunAsync(CopySource source, CopyTarget target, CopyOptions options, IProgress<CopyProgress>? progress, CancellationToken cancellationToken) => throw new InvalidOperationException();
}
