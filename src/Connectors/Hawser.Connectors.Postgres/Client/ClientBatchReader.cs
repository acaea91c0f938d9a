using Hawser.Arrow;
using Hawser.Connectors.Postgres.Read;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;
using Npgsql;

namespace Hawser.Connectors.Postgres.Client;

/// <summary>Reads a result of Npgsql: the fields' raw bytes go to the same decoders that read a COPY. Disposed early it cancels the statement.</summary>
internal sealed class ClientBatchReader : RecordBatchReader, IReadOutcome
{
    private readonly PostgresConnection _connection;
    private readonly RunningStatement _statement;
    private readonly CopyDecoder[] _decoders;
    private readonly BatchGauge _gauge;
    private readonly string _where;
    private int _column;
    private long _row;
    private bool _isDone;

    public ClientBatchReader(PostgresConnection connection, RunningStatement statement, IReadOnlyList<PgColumn> columns, ReadOptions options, string where)
    {
        _connection = connection;
        _statement = statement;
        _where = where;
        Schema = new Schema(columns.Select(column => column.Field));
        _decoders = [.. columns.Select(column => CopyDecoders.Create(column.Wire.Type, column.Field, options.Allocator))];
        _gauge = new BatchGauge([.. _decoders.Select(decoder => decoder.Builder)], options);
    }

    public override Schema Schema { get; }

    /// <summary>What the server says besides the rows; final at the end.</summary>
    public StatementOutcome Outcome { get; } = new();

    /// <summary>Comes to the end of a statement without rows.</summary>
    public async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        await FinishAsync(cancellationToken).ConfigureAwait(false);
        _isDone = true;
    }

    protected override async ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken)
    {
        if (_isDone)
        {
            return null;
        }

        int rows = await _statement.Limit.RunAsync(_where, FillAsync, cancellationToken).ConfigureAwait(false);
        if (_isDone)
        {
            await FinishAsync(cancellationToken).ConfigureAwait(false);
        }

        _gauge.Reset();
        return rows == 0 ? null : new RecordBatch(Schema, rows, Array.ConvertAll(_decoders, decoder => decoder.Builder.Finish()));
    }

    protected override async ValueTask DisposeCoreAsync()
    {
        Array.ForEach(_decoders, decoder => decoder.Dispose());
        await _statement.DisposeAsync(isDone: _isDone).ConfigureAwait(false);
    }

    private async ValueTask<int> FillAsync(CancellationToken cancellationToken)
    {
        NpgsqlDataReader reader = _statement.Reader;
        while (!_gauge.IsFull)
        {
            if (_decoders.Length == 0 || !await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                _isDone = true;
                break;
            }

            try
            {
                _gauge.Add(AppendRow(reader));
            }
            catch (Exception error) when (error is CellMisfitException or WireFormatException or ArrowException)
            {
                throw Misfit(error);
            }

            _row++;
        }

        return _gauge.Rows;
    }

    private int AppendRow(NpgsqlDataReader reader)
    {
        int bytes = 0;
        for (_column = 0; _column < _decoders.Length; _column++)
        {
            if (reader.IsDBNull(_column))
            {
                _decoders[_column].AppendNull();
            }
            else
            {
                ReadOnlySpan<byte> value = reader.GetFieldValue<RawValue>(_column).Bytes.Span;
                _decoders[_column].Append(value);
                bytes += value.Length;
            }
        }

        return bytes;
    }

    private async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        await _statement.Limit.RunAsync(_where, _statement.FinishAsync, cancellationToken).ConfigureAwait(false);
        Outcome.RowsAffected = _statement.RowsAffected;
        Outcome.Messages = _connection.TakeNotices();
    }

    private ConnectorException Misfit(Exception error) => error is ArrowException { IsLimit: true }
        ? new ConnectorException(ConnectorStatus.ResourceExhausted, PostgresErrors.Connector, $"{_where}: {error.Message}", error)
        : new ConnectorException(
            error is WireFormatException ? ConnectorStatus.InputOutput : ConnectorStatus.InvalidData,
            PostgresErrors.Connector,
            $"{_where}: {error.Message.TrimEnd('.')}, in column \"{Schema[_column].Name}\", row {_row}.",
            error)
        {
            Hint = "Read the column in its encoded form (--encode), or cast it in the query.",
        };
}
