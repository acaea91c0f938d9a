using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>Which rows of the one reader came to one of several writers, so that a row that its writer refuses is named by its place in what was read.</summary>
internal sealed class RowOrigins
{
    private readonly List<(long Given, long Read)> _batches = [];
    private long _given;

    /// <summary>Notes a batch that is given next.</summary>
    /// <param name="firstRow">The place of its first row in what was read.</param>
    /// <param name="rowCount">Its rows.</param>
    public void Add(long firstRow, int rowCount)
    {
        _batches.Add((_given, firstRow));
        _given += rowCount;
    }

    /// <summary>An error of the writer with the place of its row in what was read; as it is when it names none.</summary>
    public ConnectorException Locate(ConnectorException error)
    {
        if (error.Row is not { } row || row < 0 || row >= _given)
        {
            return error;
        }

        (long given, long read) = _batches.FindLast(batch => batch.Given <= row);
        string counted = $"row {row}.", place = $"row {read + row - given}.";
        string detail = error.Detail.EndsWith(counted, StringComparison.Ordinal) ? error.Detail[..^counted.Length] + place : $"{error.Detail} Of what was read it is {place}";
        return new ConnectorException(error.Status, error.Connector, detail, error)
        {
            SqlState = error.SqlState,
            VendorCode = error.VendorCode,
            IsTransient = error.IsTransient,
            Hint = error.Hint,
        };
    }
}
