namespace Hawser.Arrow.Ipc;

/// <summary>A message's body as the owner of all the buffers that are slices of it: one block of memory a message.</summary>
internal sealed class BodyMemory(ArrowBuffer body) : IForeignMemory
{
    public void Retain() => body.Retain();

    public void Release() => body.Release();
}
