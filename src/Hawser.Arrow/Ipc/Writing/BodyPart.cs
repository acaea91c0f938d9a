namespace Hawser.Arrow.Ipc;

/// <summary>One buffer of a body that is being written; the bytes belong to the batch or to the plan.</summary>
internal readonly unsafe struct BodyPart(byte* pointer, long length)
{
    public byte* Pointer { get; } = pointer;

    public long Length { get; } = length;
}
