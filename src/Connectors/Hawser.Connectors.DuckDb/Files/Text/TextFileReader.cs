using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>Reads a file of text, and locates a text that is not plainly a value.</summary>
internal sealed class TextFileReader(DuckDbConnection connection, TextFile file, RecordBatchReader inner) : RecordBatchReader
{
    public override Schema Schema => inner.Schema;

    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken)
    {
        try
        {
            return inner.ReadNext(cancellationToken);
        }
        catch (ConnectorException error) when (TextMisfit.IsReported(error))
        {
            throw TextMisfit.Locate(connection, file, error, cancellationToken);
        }
    }

    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new(ReadNextCore(cancellationToken));

    protected override void DisposeCore() => inner.Dispose();

    protected override ValueTask DisposeCoreAsync() => inner.DisposeAsync();
}
