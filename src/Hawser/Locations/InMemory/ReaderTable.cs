using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>A table that a reader gives, once.</summary>
internal sealed class ReaderTable(string name, RecordBatchReader reader) : InMemoryTable(name, (reader ?? throw new ArgumentNullException(nameof(reader))).Schema)
{
    private RecordBatchReader? _reader = reader;

    internal override RecordBatchReader Open(int firstPart, int endPart, ReadOptions options)
        => Interlocked.Exchange(ref _reader, null)
            ?? throw ReadAlready(Name);

    private protected override void Release() => Interlocked.Exchange(ref _reader, null)?.Dispose();
}
