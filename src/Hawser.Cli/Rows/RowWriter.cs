using Hawser.Arrow;

namespace Hawser.Cli.Rows;

/// <summary>Writes the rows of a query in one format. Called in the order Begin, Write for each batch, End; bytes reach the stream at End at the latest.</summary>
internal abstract class RowWriter : IDisposable
{
    public abstract void Begin(Schema schema);

    public abstract void Write(RecordBatch batch);

    public abstract void End();

    public abstract void Dispose();
}
