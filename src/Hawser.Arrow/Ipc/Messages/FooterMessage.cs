using System.Buffers.Binary;

namespace Hawser.Arrow.Ipc;

/// <summary>The table at a file's end: the schema once more and where every batch lies.</summary>
/// <remarks>Source: Arrow format/File.fbs, table Footer.</remarks>
internal sealed record FooterMessage(MetadataVersion Version, WireSchema Schema, FileBlock[] Dictionaries, FileBlock[] Batches, ArrowMetadata Metadata)
{
    public static FooterMessage Read(ReadOnlySpan<byte> bytes)
    {
        FlatTable table = FlatTable.Root(bytes);
        var budget = new DecodeBudget(bytes.Length);
        return new FooterMessage(
            MessageEnvelope.CheckVersion(table.GetInt16(0)),
            SchemaMessage.Read(table.GetTable(1, "schema in its footer"), budget),
            ReadBlocks(table.GetVector(2, FileBlock.Bytes)),
            ReadBlocks(table.GetVector(3, FileBlock.Bytes)),
            SchemaMessage.ReadMetadata(table.GetVector(4, sizeof(int)), budget));
    }

    public static ReadOnlyMemory<byte> Write(FlatBuilder builder, WireSchema schema, IReadOnlyList<FileBlock> dictionaries, IReadOnlyList<FileBlock> batches, ArrowMetadata metadata)
    {
        int metadataVector = SchemaMessage.WriteMetadata(builder, metadata);
        int batchVector = WriteBlocks(builder, batches);
        int dictionaryVector = WriteBlocks(builder, dictionaries);
        int schemaTable = SchemaMessage.Write(builder, schema);
        builder.StartTable(5);
        builder.SetPointer(1, schemaTable);
        builder.SetPointer(2, dictionaryVector);
        builder.SetPointer(3, batchVector);
        builder.SetPointer(4, metadataVector);
        builder.SetInt16(0, (short)MetadataVersion.V5);
        return builder.Finish(builder.EndTable());
    }

    private static FileBlock[] ReadBlocks(FlatVector vector)
    {
        var blocks = new FileBlock[vector.Count];
        for (int i = 0; i < blocks.Length; i++)
        {
            ReadOnlySpan<byte> element = vector.Element(i);
            blocks[i] = new FileBlock(
                BinaryPrimitives.ReadInt64LittleEndian(element),
                BinaryPrimitives.ReadInt32LittleEndian(element[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(element[16..]));
        }

        return blocks;
    }

    private static int WriteBlocks(FlatBuilder builder, IReadOnlyList<FileBlock> blocks)
    {
        Span<byte> room = builder.AddStructs(blocks.Count, FileBlock.Bytes, out int vector);
        for (int i = 0; i < blocks.Count; i++)
        {
            Span<byte> element = room.Slice(i * FileBlock.Bytes, FileBlock.Bytes);
            BinaryPrimitives.WriteInt64LittleEndian(element, blocks[i].Offset);
            BinaryPrimitives.WriteInt64LittleEndian(element[8..], blocks[i].MetadataLength);
            BinaryPrimitives.WriteInt64LittleEndian(element[16..], blocks[i].BodyLength);
        }

        return vector;
    }
}
