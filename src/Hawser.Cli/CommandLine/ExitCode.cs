namespace Hawser.Cli.CommandLine;

/// <summary>What the process says at its end. Documented in every help text.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int NothingMatched = 3;
    public const int Interrupted = 130;
    public const int Terminated = 143;
}
