using System.Text;
using Hawser.Cli.Output;

namespace Hawser.Cli.CommandLine;

/// <summary>What a verb works with: where data goes, where people read, and how long it may go on.</summary>
internal sealed class CliContext : IDisposable
{
    private readonly Lazy<StreamWriter> _error = new(() => new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false), 4096) { AutoFlush = true });

    private Stream? _output;

    /// <summary>Standard output, unbuffered: data only.</summary>
    public Stream Output => _output ??= StandardOutput.Open();

    /// <summary>Standard error: everything for people.</summary>
    public TextWriter Error => _error.Value;

    public bool IsDebug { get; init; }

    public bool IsQuiet { get; init; }

    public CancellationToken CancellationToken { get; init; }

    public static bool IsOutputTerminal => !Console.IsOutputRedirected;

    /// <summary>Whether standard error is a terminal that moves its cursor.</summary>
    public static bool IsErrorTerminal => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    /// <summary>See no-color.org: any value that is not empty counts.</summary>
    public static bool IsColorWanted => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>A line for people, unless they want none.</summary>
    public void Say(string line)
    {
        if (!IsQuiet)
        {
            Error.WriteLine(line);
        }
    }

    /// <summary>Text as the whole of standard output.</summary>
    public void Print(string text) => Output.Write(Encoding.UTF8.GetBytes(text));

    public void Dispose()
    {
        _output?.Dispose();
        if (_error.IsValueCreated)
        {
            _error.Value.Dispose();
        }
    }
}
