using Hawser.Arrow.CData;

namespace Hawser.Arrow.Tests.CData;

public sealed unsafe class CStreamTests : IDisposable
{
    private static readonly Schema Columns = new([new Field("id", ArrowType.Int64, isNullable: false), new Field("name", ArrowType.Utf8)]);
    private readonly ArrowAllocator _allocator = new();

    public void Dispose()
    {
        Assert.Equal(0, _allocator.AllocatedBytes);
        _allocator.Dispose();
    }

    [Fact]
    public void A_reader_goes_through_a_c_stream_unchanged()
    {
        RecordBatch[] batches = [.. Enumerable.Range(0, 5).Select(i => RandomRows.MakeBatch(Columns, i * 10, i, _allocator))];
        var source = new ScriptedReader(Columns, [.. batches.Select(b => new Func<RecordBatch?>(b.Retain))]);
        CArrowArrayStream stream;
        CStreamExporter.Export(source, &stream);
        using (RecordBatchReader reader = CStreamImporter.Import(&stream, ValidationLevel.Full))
        {
            Assert.True(stream.Release == null);
            Assert.Equal(Columns, reader.Schema);
            foreach (RecordBatch batch in batches)
            {
                using RecordBatch? read = reader.ReadNext();
                Assert.Null(BatchComparer.Compare(batch, read!));
            }

            Assert.Null(reader.ReadNext());
            Assert.Null(reader.ReadNext());
            Assert.False(source.IsDisposed);
        }

        Assert.True(source.IsDisposed);
        Array.ForEach(batches, b => b.Dispose());
    }

    [Fact]
    public void A_batch_outlives_its_stream()
    {
        var source = new ScriptedReader(Columns, () => RandomRows.MakeBatch(Columns, 10, 1, _allocator));
        CArrowArrayStream stream;
        CStreamExporter.Export(source, &stream);
        RecordBatch batch;
        using (RecordBatchReader reader = CStreamImporter.Import(&stream))
        {
            batch = reader.ReadNext()!;
        }

        Assert.True(source.IsDisposed);
        ArrayValidator.Validate(batch, ValidationLevel.Full);
        batch.Dispose();
    }

    [Fact]
    public void An_error_is_carried_with_its_text_and_the_stream_goes_on()
    {
        var source = new ScriptedReader(Columns, () => throw new ArrowException("the rope broke ⚓"), () => RandomRows.MakeBatch(Columns, 1, 1, _allocator));
        CArrowArrayStream stream;
        CStreamExporter.Export(source, &stream);
        using RecordBatchReader reader = CStreamImporter.Import(&stream);
        ArrowException error = Assert.Throws<ArrowException>(() => reader.ReadNext());
        Assert.Equal("A C stream could not give its next batch: the rope broke ⚓ (code 5).", error.Message);
        using RecordBatch? next = reader.ReadNext();
        Assert.Equal(1, next!.RowCount);
    }

    [Fact]
    public void Cancelling_reaches_the_reader_and_comes_back_as_a_code()
    {
        using var cancel = new CancellationTokenSource();
        CArrowArrayStream stream;
        CStreamExporter.Export(new ScriptedReader(Columns, () => RandomRows.MakeBatch(Columns, 1, 1, _allocator)), &stream, cancel.Token);
        cancel.Cancel();
        using RecordBatchReader reader = CStreamImporter.Import(&stream);
        Assert.Contains("(code 125)", Assert.Throws<ArrowException>(() => reader.ReadNext()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_cannot_be_exported_releases_the_stream()
    {
        var source = new ScriptedReader(new Schema([new Field("a\0b", ArrowType.Int8)]));
        CArrowArrayStream stream;
        CStreamExporter.Export(source, &stream);
        CArrowArrayStream* pointer = &stream;
        Assert.Contains("NUL", Assert.Throws<ArrowException>(() => CStreamImporter.Import(pointer)).Message, StringComparison.Ordinal);
        Assert.True(source.IsDisposed);
        Assert.True(stream.Release == null);
    }

    [Fact]
    public void A_released_stream_cannot_be_imported()
    {
        var source = new ScriptedReader(Columns);
        CArrowArrayStream stream;
        CStreamExporter.Export(source, &stream);
        stream.Release(&stream);
        Assert.True(source.IsDisposed);
        CArrowArrayStream* pointer = &stream;
        Assert.Throws<ArrowException>(() => CStreamImporter.Import(pointer));
    }

    [Fact]
    public void A_reader_that_fails_to_close_does_not_bring_c_code_down()
    {
        CArrowArrayStream stream;
        CStreamExporter.Export(new ScriptedReader(Columns) { FailsToClose = true }, &stream);
        stream.Release(&stream);
        Assert.True(stream.Release == null);
    }

    private sealed class ScriptedReader(Schema schema, params Func<RecordBatch?>[] steps) : RecordBatchReader
    {
        private int _step;

        public override Schema Schema => schema;

        public bool IsDisposed { get; private set; }

        public bool FailsToClose { get; init; }

        protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken) => _step < steps.Length ? steps[_step++]() : null;

        protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new(ReadNextCore(cancellationToken));

        protected override ValueTask DisposeCoreAsync()
        {
            IsDisposed = true;
            return FailsToClose ? throw new InvalidOperationException("the door is stuck") : ValueTask.CompletedTask;
        }
    }
}
