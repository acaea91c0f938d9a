using System.Runtime.InteropServices;

namespace Hawser.Cli.CommandLine;

/// <summary>
/// Ctrl-C and SIGTERM cancel the work once, so that a load can be undone; a second signal is left to the system, which ends the process.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Handle(signal, CommandLine.ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Handle(signal, CommandLine.ExitCode.Terminated));
    }

    public CancellationToken Token => _source.Token;

    /// <summary>The exit code of the signal that came; 0 when none did.</summary>
    public int ExitCode { get; private set; }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext signal, int exitCode)
    {
        if (ExitCode != 0)
        {
            return;
        }

        signal.Cancel = true;
        ExitCode = exitCode;
        // Whoever waits for the token may run right here; the signal's thread must not be kept.
        ThreadPool.UnsafeQueueUserWorkItem(static source => source.Cancel(), _source, preferLocal: false);
    }
}
