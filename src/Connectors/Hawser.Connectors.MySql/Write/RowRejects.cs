using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Gives rows that are not written to the request's sink, or makes the error that ends the load where there is none.</summary>
internal sealed class RowRejects(LoadSession session, LoadTarget target, LoadRequest request, string chunkId)
{
    /// <summary>Rows that the sink got.</summary>
    public long Count { get; private set; }

    /// <summary>Whether the load goes on behind a bad row.</summary>
    public bool Continues => request.RejectSink is not null;

    /// <summary>Rejects a row that the server does not take.</summary>
    public async ValueTask GiveAsync(RowFault fault, RowBlock block, long number, CancellationToken cancellationToken)
    {
        (RecordBatch batch, int row) = block.Find(number)!.Value;
        string reason = fault.Text + ValueOf(fault.Column, batch, row);
        if (!Continues)
        {
            throw Error(fault.Status, reason, fault.Column, (chunkId, number), fault.Cause);
        }

        block.Drop(number);
        await GiveAsync(batch, row, (chunkId, number), fault.Column, reason, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Rejects a row that the server does not take when the load is committed.</summary>
    public async ValueTask GiveAsync(RowFault fault, RowsSetAside rows, long number, CancellationToken cancellationToken)
    {
        (string Chunk, long Row) place = rows.Locate(number);
        if (!Continues)
        {
            throw Error(fault.Status, fault.Text, fault.Column, place, fault.Cause);
        }

        (RecordBatch batch, int row) = rows.Find(number);
        await GiveAsync(batch, row, place, fault.Column, fault.Text + ValueOf(fault.Column, batch, row), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Rejects a row with a value that the encoder refuses.</summary>
    public ValueTask GiveMisfitAsync(RecordBatch batch, int row, long number, int column, string reason, CancellationToken cancellationToken) =>
        GiveAsync(batch, row, (chunkId, number), target.Columns[column].Name, MisfitText(batch, row, column, reason), cancellationToken);

    /// <summary>The error for a row with a value that the encoder refuses.</summary>
    public ConnectorException MisfitError(RecordBatch batch, int row, long number, int column, string reason) =>
        Error(ConnectorStatus.InvalidData, MisfitText(batch, row, column, reason), target.Columns[column].Name, (chunkId, number), null);

    private async ValueTask GiveAsync(RecordBatch batch, int row, (string Chunk, long Row) place, string? column, string reason, CancellationToken cancellationToken)
    {
        using RecordBatch rejected = batch.Slice(row, 1);
        await request.RejectSink!.RejectAsync(new RejectedRow(rejected, place.Row, column, reason) { ChunkId = place.Chunk }, cancellationToken).ConfigureAwait(false);
        Count++;
    }

    private string MisfitText(RecordBatch batch, int row, int column, string reason)
    {
        int source = target.Columns[column].Source;
        return $"the value {(batch[source].IsNull(row) ? "NULL" : ValueSnippet.Describe(batch.Schema[source], batch[source], row))} {reason}";
    }

    private string ValueOf(string? column, RecordBatch batch, int row) => target.Columns.FirstOrDefault(found => found.Name == column) is { } at
        ? $"; the value is {ValueSnippet.Describe(batch.Schema[at.Source], batch[at.Source], row)}"
        : "";

    private ConnectorException Error(ConnectorStatus status, string text, string? column, (string Chunk, long Row) place, ConnectorException? cause) => new(
        status,
        MySqlErrors.Connector,
        $"{session.Where}: {text}{(column is null ? "" : $", in column \"{column}\"")}, row {place.Row}{(place.Chunk.Length > 0 ? $" of chunk {place.Chunk}" : "")}.",
        cause)
    {
        Row = place.Row,
        SqlState = cause?.SqlState,
        VendorCode = cause?.VendorCode,
        Hint = cause?.Hint,
    };
}
