using Hawser.Arrow.Ipc;

namespace Hawser.Arrow.Tests.Ipc;

public sealed class IpcRoundTripTests
{
    [Theory]
    [MemberData(nameof(TypeZoo.Cases), MemberType = typeof(TypeZoo))]
    public async Task Every_type_comes_back_from_a_stream(int index, string type)
    {
        _ = type;
        using var allocator = new ArrowAllocator();
        var schema = new Schema([new Field("c", TypeZoo.All[index])]);
        using (RecordBatch first = RandomRows.MakeBatch(schema, 100, 1, allocator), second = RandomRows.MakeBatch(schema, 37, 2, allocator))
        using (RecordBatch slice = first.Slice(13, 57), none = second.Slice(5, 0))
        {
            RecordBatch[] written = [first, second, slice, none];
            byte[] stream = IpcBytes.WriteStream(schema, written, allocator);
            Assert.Equal(stream, await IpcBytes.WriteStreamAsync(schema, written, allocator));
            List<RecordBatch> read = IpcBytes.ReadStream(stream, allocator), again = await IpcBytes.ReadStreamAsync(stream, allocator);
            IpcBytes.AssertSame(written, read);
            IpcBytes.AssertSame(written, again);
            read.Concat(again).ToList().ForEach(b => b.Dispose());
        }

        Assert.Equal(0, allocator.AllocatedBytes);
    }
}
