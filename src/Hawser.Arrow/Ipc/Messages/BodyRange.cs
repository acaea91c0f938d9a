namespace Hawser.Arrow.Ipc;

/// <summary>Where one buffer lies in a message's body.</summary>
/// <remarks>Source: Arrow format/Schema.fbs, struct Buffer.</remarks>
internal readonly record struct BodyRange(long Offset, long Length)
{
    public const int Bytes = 16;
}
