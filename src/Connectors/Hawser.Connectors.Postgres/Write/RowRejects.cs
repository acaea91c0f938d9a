using Hawser.Arrow;
using Npgsql;

namespace Hawser.Connectors.Postgres.Write;

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
        if (!Continues || block.Find(number) is not var (batch, row))
        {
            throw Error(fault, block, number);
        }

        block.Drop(number);
        await GiveAsync(batch, row, number, fault.Column, fault.Text + ValueOf(fault.Column, batch, row), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The error for a row that the server does not take.</summary>
    /// <param name="fault">What it says.</param>
    /// <param name="block">The rows that were sent, as far as they were kept.</param>
    /// <param name="number">Which row it is; null when that is not known.</param>
    public ConnectorException Error(RowFault fault, RowBlock block, long? number)
    {
        string value = number is { } known && block.Find(known) is var (batch, row) ? ValueOf(fault.Column, batch, row) : "";
        return Error(fault.Status, fault.Text + value, fault.Column, number, fault.Cause);
    }

    /// <summary>Rejects a row with a value that the encoder refuses.</summary>
    public ValueTask GiveMisfitAsync(RecordBatch batch, int row, long number, int column, CancellationToken cancellationToken) =>
        GiveAsync(batch, row, number, target.Columns[column].Name, MisfitText(batch, row, column), cancellationToken);

    /// <summary>The error for a row with a value that the encoder refuses.</summary>
    public ConnectorException MisfitError(RecordBatch batch, int row, long number, int column) =>
        Error(ConnectorStatus.InvalidData, MisfitText(batch, row, column), target.Columns[column].Name, number, null);

    private async ValueTask GiveAsync(RecordBatch batch, int row, long number, string? column, string reason, CancellationToken cancellationToken)
    {
        using RecordBatch rejected = batch.Slice(row, 1);
        await request.RejectSink!.RejectAsync(new RejectedRow(rejected, number, column, reason) { ChunkId = chunkId }, cancellationToken).ConfigureAwait(false);
        Count++;
    }

    private string MisfitText(RecordBatch batch, int row, int column)
    {
        LoadColumn found = target.Columns[column];
        return $"the value {ValueSnippet.Describe(batch.Schema[found.Source], batch[found.Source], row)} {found.Encoder.MisfitReason}";
    }

    private string ValueOf(string? column, RecordBatch batch, int row) => target.Columns.FirstOrDefault(target => target.Name == column) is { } found
        ? $"; the value is {ValueSnippet.Describe(batch.Schema[found.Source], batch[found.Source], row)}"
        : "";

    private ConnectorException Error(ConnectorStatus status, string text, string? column, long? number, PostgresException? cause) => new(
        status,
        PostgresErrors.Connector,
        $"{session.Where}: {text}{(column is null ? "" : $", in column \"{column}\"")}{(number is null ? "" : $", row {number}")}{(chunkId.Length > 0 ? $" of chunk {chunkId}" : "")}.",
        cause)
    {
        SqlState = cause?.SqlState,
        Row = number,
        Hint = cause is null ? null : PostgresErrors.HintFor(cause.SqlState, cause.Hint),
    };
}
