namespace Hawser.Arrow.Ipc;

/// <summary>The outer table of every message: version, kind and the length of the body that follows.</summary>
/// <remarks>Source: Arrow format/Message.fbs, table Message.</remarks>
internal readonly ref struct MessageEnvelope
{
    private MessageEnvelope(MetadataVersion version, MessageKind kind, long bodyLength, FlatTable header)
    {
        Version = version;
        Kind = kind;
        BodyLength = bodyLength;
        Header = header;
    }

    public MetadataVersion Version { get; }

    public MessageKind Kind { get; }

    public long BodyLength { get; }

    /// <summary>The table of the kind.</summary>
    public FlatTable Header { get; }

    public static MessageEnvelope Read(ReadOnlySpan<byte> metadata)
    {
        FlatTable table = FlatTable.Root(metadata);
        MetadataVersion version = CheckVersion(table.GetInt16(0));
        var kind = (MessageKind)table.GetByte(1);
        if (kind is not (MessageKind.Schema or MessageKind.DictionaryBatch or MessageKind.RecordBatch))
        {
            throw new ArrowException(kind is MessageKind.Tensor or MessageKind.SparseTensor
                ? $"The Arrow message holds a {kind}, which is not a table of columns and cannot be read."
                : $"The Arrow message is of an unknown kind ({(byte)kind}).");
        }

        long bodyLength = table.GetInt64(3);
        if (bodyLength < 0)
        {
            throw new ArrowException($"The Arrow {kind} message claims a body of {bodyLength} bytes.");
        }

        return new MessageEnvelope(version, kind, bodyLength, table.GetTable(2, "header"));
    }

    /// <summary>Wraps a header that was just written and ends the buffer.</summary>
    public static ReadOnlyMemory<byte> Write(FlatBuilder builder, MessageKind kind, int header, long bodyLength, MetadataVersion version = MetadataVersion.V5)
    {
        builder.StartTable(5);
        builder.SetInt64(3, bodyLength);
        builder.SetPointer(2, header);
        builder.SetInt16(0, (short)version);
        builder.SetByte(1, (byte)kind);
        return builder.Finish(builder.EndTable());
    }

    public static MetadataVersion CheckVersion(short version) => version is (short)MetadataVersion.V4 or (short)MetadataVersion.V5
        ? (MetadataVersion)version
        : throw new ArrowException($"The Arrow metadata is of version V{version + 1}; V4 and V5 can be read.");
}
