using System.Runtime.InteropServices;

namespace Hawser.Cli.Output;

/// <summary>
/// Standard output as bytes. The console's own stream swallows a broken pipe, so that a query behind <c>| head</c> would run to its end; this one throws
/// <see cref="BrokenPipeException"/>.
/// </summary>
internal sealed partial class StandardOutput : Stream
{
    private const int Descriptor = 1;
    private const int Interrupted = 4;
    private const int WouldBlock = 11;
    private const int WouldBlockOnBsd = 35;
    private const int BrokenPipe = 32;

    private StandardOutput()
    {
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static Stream Open() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new StandardOutput();

    public override unsafe void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint written;
            fixed (byte* bytes = buffer)
            {
                written = WriteBytes(Descriptor, bytes, buffer.Length);
            }

            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            HandleError(Marshal.GetLastPInvokeError());
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static void HandleError(int error)
    {
        switch (error)
        {
            case Interrupted:
                return;
            case WouldBlock or WouldBlockOnBsd:
                // Someone made the shared descriptor non-blocking; the reader is slow, not gone.
                Thread.Sleep(1);
                return;
            case BrokenPipe:
                throw new BrokenPipeException();
            default:
                throw new IOException($"standard output: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint WriteBytes(int descriptor, byte* bytes, nint count);
}
