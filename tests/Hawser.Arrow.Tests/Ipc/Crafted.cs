using System.Buffers.Binary;
using Hawser.Arrow.Ipc;

namespace Hawser.Arrow.Tests.Ipc;

/// <summary>Messages that no honest writer, or only another writer, would write.</summary>
internal static class Crafted
{
    public static byte[] End { get; } = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0];

    /// <summary>A schema of one column "c" of a type given by its code and fields.</summary>
    public static byte[] Schema(byte typeCode, Action<FlatBuilder>? typeFields = null, Field? child = null, short endianness = 0, int typeIdsOf = 0, MetadataVersion version = MetadataVersion.V5)
    {
        var builder = new FlatBuilder();
        int children = builder.AddTables(child is null ? [] : [Field(builder, child)]);
        int typeIds = typeIdsOf == 0 ? 0 : builder.AddInt32s([typeIdsOf]);
        builder.StartTable(3);
        typeFields?.Invoke(builder);
        builder.SetPointer(1, typeIds);
        int type = builder.EndTable();
        return Message(Schema(builder, Field(builder, "c", typeCode, type, children), endianness, version));
    }

    /// <summary>A schema of one column "c" of lists within lists.</summary>
    public static byte[] NestedLists(int depth)
    {
        var builder = new FlatBuilder();
        int field = Field(builder, new Field("leaf", ArrowType.Int8));
        for (int i = 0; i < depth; i++)
        {
            field = Field(builder, "c", (byte)WireType.List, EmptyTable(builder), builder.AddTables([field]));
        }

        return Message(Schema(builder, field));
    }

    /// <summary>A schema of one column "c" of structs whose two children are the same table: 2^depth fields in a few hundred bytes.</summary>
    public static byte[] SharedStructs(int depth)
    {
        var builder = new FlatBuilder();
        int field = Field(builder, new Field("leaf", ArrowType.Int8));
        for (int i = 0; i < depth; i++)
        {
            field = Field(builder, "c", (byte)WireType.Struct, EmptyTable(builder), builder.AddTables([field, field]));
        }

        return Message(Schema(builder, field));
    }

    /// <summary>A schema as our writer makes it, under another metadata version.</summary>
    public static byte[] Schema(Schema schema, MetadataVersion version)
    {
        var builder = new FlatBuilder();
        return Message(MessageEnvelope.Write(builder, MessageKind.Schema, SchemaMessage.Write(builder, WireSchema.Of(schema)), 0, version));
    }

    /// <summary>A record batch of given nodes and buffers, with a codec when one is named.</summary>
    public static byte[] Batch(long rows, NodeLength[] nodes, BodyRange[] buffers, byte[] body, byte? codec = null, MetadataVersion version = MetadataVersion.V5)
    {
        var builder = new FlatBuilder();
        int header = codec is null ? RecordBatchMessage.Write(builder, rows, nodes, buffers) : Compressed(builder, rows, nodes, buffers, codec.Value);
        return [.. Message(MessageEnvelope.Write(builder, MessageKind.RecordBatch, header, body.Length, version)), .. body];
    }

    /// <summary>A record batch whose buffers follow each other at multiples of 8.</summary>
    public static byte[] Batch(long rows, NodeLength[] nodes, byte[][] buffers, byte? codec = null, MetadataVersion version = MetadataVersion.V5)
    {
        var ranges = new List<BodyRange>();
        var body = new List<byte>();
        foreach (byte[] buffer in buffers)
        {
            ranges.Add(new BodyRange(body.Count, buffer.Length));
            body.AddRange(buffer);
            body.AddRange(new byte[-buffer.Length & 7]);
        }

        return Batch(rows, nodes, [.. ranges], [.. body], codec, version);
    }

    public static byte[] Message(ReadOnlyMemory<byte> metadata)
    {
        byte[] message = new byte[8 + metadata.Length];
        message.AsSpan(0, 4).Fill(0xFF);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(4), metadata.Length);
        metadata.Span.CopyTo(message.AsSpan(8));
        return message;
    }

    private static int Compressed(FlatBuilder builder, long rows, NodeLength[] nodes, BodyRange[] buffers, byte codec)
    {
        Span<byte> room = builder.AddStructs(buffers.Length, BodyRange.Bytes, out int bufferVector);
        for (int i = 0; i < buffers.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(room[(i * 16)..], buffers[i].Offset);
            BinaryPrimitives.WriteInt64LittleEndian(room[((i * 16) + 8)..], buffers[i].Length);
        }

        room = builder.AddStructs(nodes.Length, NodeLength.Bytes, out int nodeVector);
        for (int i = 0; i < nodes.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(room[(i * 16)..], nodes[i].Length);
            BinaryPrimitives.WriteInt64LittleEndian(room[((i * 16) + 8)..], nodes[i].NullCount);
        }

        builder.StartTable(2);
        builder.SetByte(0, codec);
        int compression = builder.EndTable();
        builder.StartTable(5);
        builder.SetInt64(0, rows);
        builder.SetPointer(1, nodeVector);
        builder.SetPointer(2, bufferVector);
        builder.SetPointer(3, compression);
        return builder.EndTable();
    }

    private static ReadOnlyMemory<byte> Schema(FlatBuilder builder, int field, short endianness = 0, MetadataVersion version = MetadataVersion.V5)
    {
        int fields = builder.AddTables([field]);
        builder.StartTable(4);
        builder.SetInt16(0, endianness);
        builder.SetPointer(1, fields);
        return MessageEnvelope.Write(builder, MessageKind.Schema, builder.EndTable(), 0, version);
    }

    private static int Field(FlatBuilder builder, Field field)
    {
        WireType wireType = TypeWriter.Write(builder, field.Type, out int type);
        int[] children = [.. field.Type.Children.Select(c => Field(builder, c))];
        return Field(builder, field.Name, (byte)wireType, type, builder.AddTables(children));
    }

    private static int Field(FlatBuilder builder, string name, byte typeCode, int type, int children)
    {
        int nameText = builder.AddString(name);
        builder.StartTable(7);
        builder.SetPointer(0, nameText);
        builder.SetBoolean(1, true);
        builder.SetByte(2, typeCode);
        builder.SetPointer(3, type);
        builder.SetPointer(5, children);
        return builder.EndTable();
    }

    private static int EmptyTable(FlatBuilder builder)
    {
        builder.StartTable(0);
        return builder.EndTable();
    }
}
