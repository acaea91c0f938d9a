namespace Hawser.Copy;

internal static class CopyPlanner
{
    public static ValueTask<CopyPlan> PlanAsync(CopySource source, CopyTarget target, CopyOptions options, CancellationToken cancellationToken) => throw new InvalidOperationException();
}
