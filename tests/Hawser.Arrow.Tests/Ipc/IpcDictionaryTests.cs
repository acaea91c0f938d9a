using Hawser.Arrow.Ipc;
using Hawser.Arrow.Tests.JudgedByApacheArrow;
using Hawser.Testing;
using Hawser.Testing.Judges;

namespace Hawser.Arrow.Tests.Ipc;

public sealed class IpcDictionaryTests : IDisposable
{
    private static readonly DictionaryType Texts = new(ArrowType.Int8, ArrowType.Utf8);
    private readonly ArrowAllocator _allocator = new();
    private readonly List<RecordBatch> _batches = [];

    [Theory]
    [InlineData("a b c", "a b c", 1)]
    [InlineData("a b", "a b c", 2)]
    [InlineData("a b c", "a b", 1)]
    [InlineData("a b c", "c d a", 2)]
    [InlineData("a", "b", 2)]
    public void A_file_appends_to_its_dictionary_what_a_batch_brings_anew(string first, string second, int dictionaryBatches)
    {
        Schema schema = new([new Field("d", Texts)]);
        Add(schema, Rows(first));
        Add(schema, Rows(second));
        Add(schema, Rows(first));
        byte[] file = IpcBytes.WriteFile(schema, _batches, _allocator);
        CheckAndDispose(IpcBytes.ReadFile(file, _allocator));

        // A file without its first 8 bytes is a stream, here one that appends to dictionaries.
        CheckAndDispose(IpcBytes.ReadStream(file[8..], _allocator));
        Assert.Equal(dictionaryBatches, CountDictionaryBatches(file[8..]));
    }

    [Fact]
    public void A_stream_sends_a_dictionary_once_while_it_stays_the_same()
    {
        Schema schema = new([new Field("d", Texts)]);
        Add(schema, Rows("a b c"));
        _batches.Add(_batches[0].Slice(1, 2));
        Add(schema, Rows("a b c"));
        byte[] stream = IpcBytes.WriteStream(schema, _batches, _allocator);
        CheckAndDispose(IpcBytes.ReadStream(stream, _allocator));
        Assert.Equal(1, CountDictionaryBatches(stream));
        Add(schema, Rows("c b a"));
        Assert.Equal(2, CountDictionaryBatches(IpcBytes.WriteStream(schema, _batches, _allocator)));
    }

    [Fact]
    public void Dictionaries_inside_dictionaries_come_back()
    {
        var inner = new DictionaryType(ArrowType.UInt8, ArrowType.Utf8);
        var outer = new DictionaryType(ArrowType.Int16, new StructType(new Field("t", inner), new Field("l", new ListType(inner)), new Field("n", ArrowType.Int32)));
        Schema schema = new([new Field("d", outer), new Field("plain", inner)]);
        for (int seed = 1; seed <= 4; seed++)
        {
            Add(schema, OverRandom(outer, 40, seed), RandomRows.Make(inner, 40, seed, _allocator));
        }

        _batches.Add(_batches[1].Slice(7, 21));
        using var folder = new TempFolder();
        byte[] stream = IpcBytes.WriteStream(schema, _batches, _allocator), file = IpcBytes.WriteFile(schema, _batches, _allocator);
        CheckAndDispose(IpcBytes.ReadStream(stream, _allocator));
        CheckAndDispose(IpcBytes.ReadFile(file, _allocator));
        CheckAndDispose(IpcBytes.ReadStream(file[8..], _allocator));
        CheckJudge(folder.Write("stream.arrow", stream));
    }

    [Fact]
    public void More_values_than_the_index_counts_are_an_error_in_a_file_and_none_in_a_stream()
    {
        Schema schema = new([new Field("d", Texts)]);
        Add(schema, Rows(string.Join(' ', Enumerable.Range(0, 100))));
        Add(schema, Rows(string.Join(' ', Enumerable.Range(50, 100))));
        CheckAndDispose(IpcBytes.ReadStream(IpcBytes.WriteStream(schema, _batches, _allocator), _allocator));
        ArrowException error = Assert.Throws<ArrowException>(() => IpcBytes.WriteFile(schema, _batches, _allocator));
        Assert.Contains("\"d\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("wider index", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dictionary_of_dictionaries_is_refused_by_name()
    {
        var schema = new Schema([new Field("s", new StructType(new Field("d", new DictionaryType(ArrowType.Int8, Texts))))]);
        ArrowException error = Assert.Throws<ArrowException>(() => new IpcStreamWriter(new MemoryStream(), schema));
        Assert.Contains("\"s.d\"", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(TypeZoo.Cases), MemberType = typeof(TypeZoo))]
    public void Parts_of_any_type_are_put_together(int index, string type)
    {
        _ = type;
        using (ArrowArray whole = RandomRows.Make(TypeZoo.All[index], 50, 9, _allocator))
        {
            ArrowArray[] parts = [whole.Slice(0, 3), whole.Slice(3, 0), whole.Slice(3, 30), whole.Slice(33, 17)];
            using (ArrowArray joined = ArrayConcatenation.Concatenate(parts, _allocator))
            {
                ArrayValidator.Validate(joined, ValidationLevel.Full);
                Assert.Equal(JudgedValue.ColumnText(whole), JudgedValue.ColumnText(joined));
            }

            Array.ForEach(parts, p => p.Dispose());
        }
    }

    public void Dispose()
    {
        _batches.ForEach(b => b.Dispose());
        Assert.Equal(0, _allocator.AllocatedBytes);
        _allocator.Dispose();
    }

    private static int CountDictionaryBatches(byte[] stream)
    {
        var input = new MessageInput(new MemoryStream(stream), new IpcReaderOptions());
        int count = 0;
        while (SyncPump.Run(() => input.ReadAsync(async: false, CancellationToken.None)) is { } message)
        {
            count += MessageEnvelope.Read(message.Metadata).Kind == MessageKind.DictionaryBatch ? 1 : 0;
            message.Dispose();
        }

        return count;
    }

    private ArrowArray Rows(string values)
    {
        using var builder = new DictionaryBuilder(Texts, _allocator);
        foreach (string value in values.Split(' '))
        {
            builder.Append(System.Text.Encoding.UTF8.GetBytes(value));
        }

        builder.AppendNull();
        return builder.Finish();
    }

    private ArrowArray OverRandom(DictionaryType type, int rows, int seed)
    {
        using var builder = new DictionaryBuilder(type, RandomRows.Make(type.Value, 10, seed, _allocator), _allocator);
        var random = new Random(seed);
        for (int i = 0; i < rows; i++)
        {
            builder.AppendIndex(random.Next(10));
        }

        return builder.Finish();
    }

    private void Add(Schema schema, params ArrowArray[] columns) => _batches.Add(new RecordBatch(schema, columns[0].Length, columns));

    private void CheckAndDispose(List<RecordBatch> read)
    {
        IpcBytes.AssertSame(_batches, read);
        read.ForEach(b => b.Dispose());
    }

    private void CheckJudge(string path) => Assert.Equal(
        _batches.Select(b => string.Join('\n', b.Columns.ToArray().Select(JudgedValue.ColumnText))),
        ArrowJudge.Read(path).Batches.Select(b => string.Join('\n', b.Columns.Select(c => c.ToJsonString()))));
}
