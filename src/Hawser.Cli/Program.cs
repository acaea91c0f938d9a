using Hawser.Cli.CommandLine;

namespace Hawser.Cli;

internal static class Program
{
    private static int Main(string[] arguments) => CommandRunner.Run(arguments);
}
