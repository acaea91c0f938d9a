using Hawser.Arrow;
using Hawser.Connectors.MySql.Read;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql.Tests.Read;

/// <summary>MySQL 9's vector, which no server here has, by the documented column type and bytes.</summary>
public sealed class VectorTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_vector_is_kept_as_its_bytes_and_says_what_it_is(bool isBinary)
    {
        byte[] definition = new PacketWriter().Text("def").Text("d").Text("t").Text("t").Text("v").Text("v").Number(12).UInt16(63).UInt32(8).Byte((byte)ColumnType.Vector).UInt16(128).Byte(31).UInt16(0).Content.ToArray();
        ResultColumn column = ResultColumn.Of(ColumnDefinition.Parse(definition, ServerCapabilities.Protocol41), ReadingRules.Default);
        Assert.Equal((ArrowTypeId.Binary, ExtensionNames.Opaque, "vector"), (column.Field.Type.Id, column.Field.ExtensionName, column.Type.Name));
        byte[] value = [.. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f)];
        var memory = new ArrowAllocator();
        using (CellDecoder decoder = CellDecoders.Create(column, ReadingRules.Default, memory))
        {
            byte[] head = isBinary ? [RowDecoder.BinaryMark, 0] : [];
            new RowDecoder([decoder], isBinary).Append([.. head, (byte)value.Length, .. value]);
            using ArrowArray array = decoder.Builder.Finish();
            Assert.Equal(value, array.GetBytes(0).ToArray());
        }

        Assert.Equal(0, memory.AllocatedBytes);
    }
}
