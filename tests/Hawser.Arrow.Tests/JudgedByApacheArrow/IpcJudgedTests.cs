using Hawser.Arrow.Ipc;
using Hawser.Arrow.Tests.Ipc;
using Hawser.Testing;
using Hawser.Testing.Judges;

namespace Hawser.Arrow.Tests.JudgedByApacheArrow;

/// <summary>apache-arrow (npm) reads what we write and writes what we read; every value is compared as exact text.</summary>
public sealed class IpcJudgedTests
{
    public static TheoryData<int, string, string> Cases { get; } = CasesOf(_ => true);

    // The judge writes dictionaries only as columns; inner ones are covered by the other direction.
    public static TheoryData<int, string, string> CasesTheJudgeWrites { get; } = CasesOf(type => !HasInnerDictionary(type));

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_we_write_is_read_by_apache_arrow(int index, string type, string kind)
    {
        _ = type;
        using var folder = new TempFolder();
        using var allocator = new ArrowAllocator();
        Schema schema = SchemaOf(TypeZoo.All[index]);
        using (RecordBatch first = RandomRows.MakeBatch(schema, 61, 3, allocator), second = RandomRows.MakeBatch(schema, 20, 4, allocator), slice = first.Slice(11, 30))
        {
            RecordBatch[] written = [first, second, slice];
            string path = folder.Write("ours.arrow", kind == "file" ? IpcBytes.WriteFile(schema, written, allocator) : IpcBytes.WriteStream(schema, written, allocator));
            ArrowTable read = ArrowJudge.Read(path);
            Assert.Equal(JudgedField.Describe(schema.Fields), JudgedField.Describe(read.Fields));
            Assert.Equal("schema value", read.Metadata["schema key"]);
            Assert.Equal(written.Select(Show), read.Batches.Select(Show));
        }

        Assert.Equal(0, allocator.AllocatedBytes);
    }

    [Theory]
    [MemberData(nameof(CasesTheJudgeWrites))]
    public void What_apache_arrow_writes_is_read_by_us(int index, string type, string kind)
    {
        _ = type;
        Schema schema = SchemaOf(TypeZoo.All[index]);
        using var folder = new TempFolder();
        using var allocator = new ArrowAllocator();
        using (RecordBatch first = RandomRows.MakeBatch(schema, 61, 5, allocator), second = RandomRows.MakeBatch(schema, 20, 6, allocator))
        {
            RecordBatch[] expected = [first, second];
            var table = new ArrowTable(
                [.. schema.Fields.Select(JudgedField.Of)],
                new Dictionary<string, string> { ["schema key"] = "schema value" },
                [.. expected.Select(b => new ArrowBatch(b.RowCount, [.. b.Columns.ToArray().Select(JudgedValue.Column)]))]);
            ArrowJudge.Write(folder["theirs.arrow"], kind == "file" ? ArrowFileKind.File : ArrowFileKind.Stream, table);
            using RecordBatchReader reader = Open(folder["theirs.arrow"], kind, allocator);
            Assert.Equal(JudgedField.Describe(schema.Fields), JudgedField.Describe(reader.Schema.Fields));
            Assert.Equal(schema.Metadata, reader.Schema.Metadata);
            List<RecordBatch> read = IpcBytes.ReadAll(reader);
            Assert.Equal(expected.Select(Show), read.Select(Show));
            read.ForEach(b => b.Dispose());
        }

        Assert.Equal(0, allocator.AllocatedBytes);
    }

    [Fact]
    public void A_real_file_of_others_is_read_alike()
    {
        string path = Path.Combine(RepositoryPaths.VegaDatasets, "flights-200k.arrow");
        using var allocator = new ArrowAllocator();
        ArrowTable judged = ArrowJudge.Read(path);
        using (RecordBatchReader mapped = IpcFileReader.OpenMapped(path, new IpcReaderOptions { Allocator = allocator }))
        {
            List<RecordBatch> read = IpcBytes.ReadAll(mapped);
            Assert.Equal(judged.Batches.Select(Show), read.Select(Show));
            read.ForEach(b => b.Dispose());
        }

        Assert.Equal(0, allocator.AllocatedBytes);
    }

    private static TheoryData<int, string, string> CasesOf(Func<ArrowType, bool> wanted) => new(
        from kind in new[] { "stream", "file" }
        from index in Enumerable.Range(0, TypeZoo.All.Count)
        where wanted(TypeZoo.All[index])
        select (index, TypeZoo.All[index].ToString(), kind));

    private static Schema SchemaOf(ArrowType type) => new(
        [new Field("c", type, isNullable: true, new ArrowMetadata([new("field key", "é")])), Field.Extension("id", new FixedSizeBinaryType(16), ExtensionNames.Uuid)],
        new ArrowMetadata([new("schema key", "schema value")]));

    private static RecordBatchReader Open(string path, string kind, ArrowAllocator allocator)
    {
        var options = new IpcReaderOptions { Allocator = allocator };
        return kind == "file" ? IpcFileReader.Open(File.OpenRead(path), options) : IpcStreamReader.Open(File.OpenRead(path), options);
    }

    private static bool HasInnerDictionary(ArrowType type) => type.Children.Any(c => c.Type is DictionaryType || HasInnerDictionary(c.Type));

    private static string Show(RecordBatch batch) =>
        $"{batch.RowCount}: {string.Join('\n', batch.Columns.ToArray().Select(JudgedValue.ColumnText))}";

    private static string Show(ArrowBatch batch) => $"{batch.RowCount}: {string.Join('\n', batch.Columns.Select(c => c.ToJsonString()))}";
}
