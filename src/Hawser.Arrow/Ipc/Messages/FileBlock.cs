namespace Hawser.Arrow.Ipc;

/// <summary>Where a message lies in a file.</summary>
/// <param name="Offset">Its first byte, from the beginning of the file.</param>
/// <param name="MetadataLength">The bytes before its body: prefix, metadata and padding.</param>
/// <param name="BodyLength">The bytes of its body.</param>
/// <remarks>Source: Arrow format/File.fbs, struct Block.</remarks>
internal readonly record struct FileBlock(long Offset, int MetadataLength, long BodyLength)
{
    public const int Bytes = 24;
}
