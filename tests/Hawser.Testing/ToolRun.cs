using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Hawser.Testing;

/// <summary>How a program ended and what it wrote.</summary>
/// <param name="ExitCode">The exit code; on Unix 128 + n when signal n ended it.</param>
/// <param name="OutputBytes">Standard output, byte for byte.</param>
/// <param name="Error">Standard error, as UTF-8 text.</param>
public sealed record ToolRun(int ExitCode, byte[] OutputBytes, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Standard output as UTF-8 text.</summary>
    public string Output => Encoding.UTF8.GetString(OutputBytes);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">A path, or a name to be found on the PATH.</param>
    /// <param name="arguments">The arguments; none is read by a shell.</param>
    /// <param name="input">What it gets on standard input, which is closed afterwards.</param>
    /// <param name="folder">Its working folder; the current one when null.</param>
    /// <param name="environment">Variables to set, or with a null value to remove, on top of the current ones.</param>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    /// <exception cref="TimeoutException">It did not end within ten minutes and was killed.</exception>
    public static ToolRun Run(
        string program,
        IEnumerable<string> arguments,
        ReadOnlyMemory<byte> input = default,
        string? folder = null,
        IReadOnlyDictionary<string, string?>? environment = null)
    {
        using Process process = Start(program, arguments, folder, environment);
        Task<byte[]> output = ReadAllAsync(process.StandardOutput.BaseStream);
        Task<byte[]> error = ReadAllAsync(process.StandardError.BaseStream);
        Feed(process, input);
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {Patience.TotalMinutes:0} minutes.");
        }

        return new ToolRun(process.ExitCode, output.GetAwaiter().GetResult(), Encoding.UTF8.GetString(error.GetAwaiter().GetResult()));
    }

    /// <summary>Starts a program with all three streams redirected; the caller ends and disposes it.</summary>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public static Process Start(
        string program,
        IEnumerable<string> arguments,
        string? folder = null,
        IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = folder ?? string.Empty,
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static void Feed(Process process, ReadOnlyMemory<byte> input)
    {
        try
        {
            process.StandardInput.BaseStream.Write(input.Span);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading all of its input; its exit code and messages tell the test why.
            process.WaitForExit(Patience);
        }
    }

    private static async Task<byte[]> ReadAllAsync(Stream stream)
    {
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory).ConfigureAwait(false);
        return memory.ToArray();
    }
}
