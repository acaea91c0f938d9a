namespace Hawser.Arrow.Ipc;

/// <summary>A message as it arrived: its metadata and its body, of which this holds one reference.</summary>
internal sealed class IpcMessage(ReadOnlyMemory<byte> metadata, ArrowBuffer body) : IDisposable
{
    public ReadOnlySpan<byte> Metadata => metadata.Span;

    public ArrowBuffer Body { get; } = body;

    public void Dispose() => Body.Release();
}
