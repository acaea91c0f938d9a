namespace Hawser.Connectors.Sqlite.Tests.Support;

/// <summary>Keeps the places and reasons of rejected rows.</summary>
internal sealed class RejectedRows : RejectSink
{
    public List<long> Rows { get; } = [];

    public List<string> Reasons { get; } = [];

    public override ValueTask RejectAsync(RejectedRow row, CancellationToken cancellationToken)
    {
        Assert.Equal(1, row.Row.RowCount);
        Rows.Add(row.RowNumber);
        Reasons.Add($"{row.Column}: {row.Reason}");
        return default;
    }
}
