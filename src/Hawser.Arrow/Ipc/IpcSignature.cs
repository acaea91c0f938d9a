namespace Hawser.Arrow.Ipc;

/// <summary>Tells Arrow IPC by its first bytes.</summary>
public static class IpcSignature
{
    /// <summary>How many first bytes tell everything that can be told.</summary>
    public const int Bytes = 8;

    /// <summary>Whether these are the first bytes of an Arrow file, to be read by <see cref="IpcFileReader"/>.</summary>
    public static bool IsFile(ReadOnlySpan<byte> firstBytes) => firstBytes.StartsWith(IpcFileWriter.Magic);

    /// <summary>
    /// Whether these may be the first bytes of an Arrow stream, to be read by <see cref="IpcStreamReader"/>. Streams written before Arrow 0.15 have nothing by
    /// which to be told.
    /// </summary>
    public static bool IsStream(ReadOnlySpan<byte> firstBytes) =>
        firstBytes is [0xFF, 0xFF, 0xFF, 0xFF, ..] && (firstBytes.Length < Bytes || System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(firstBytes[4..]) > 0);
}
