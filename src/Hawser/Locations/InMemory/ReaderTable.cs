using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>A table that a reader gives, once.</summary>
internal sealed class ReaderTable(string name, RecordBatchReader reader) : InMemoryTable(name, (reader ?? throw new ArgumentNullException(nameof(reader))).Schema)
{
    private RecordBatchReader? _reader = reader;

    internal override RecordBatchReader Open(int firstPart, int endPart)
        => Interlocked.Exchange(ref _reader, null)
            ?? throw new ConnectorException(ConnectorStatus.NotSupported, InMemoryConnector.ConnectorName, $"the rows of \"{Name}\" come from a reader and were read already.")
            {
                Hint = "Give batches or a factory of readers to read a table more than once.",
            };

    private protected override void Release() => Interlocked.Exchange(ref _reader, null)?.Dispose();
}
