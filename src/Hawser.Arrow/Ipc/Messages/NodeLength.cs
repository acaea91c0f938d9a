namespace Hawser.Arrow.Ipc;

/// <summary>The rows and nulls of one array of a batch.</summary>
/// <remarks>Source: Arrow format/Message.fbs, struct FieldNode.</remarks>
internal readonly record struct NodeLength(long Length, long NullCount)
{
    public const int Bytes = 16;
}
