using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Write;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Runs a statement once, or once for each row of parameters, and steps through all its rows as if they were one result.</summary>
internal sealed class StatementRun : IDisposable
{
    private readonly RecordBatchReader? _parameterRows;
    private readonly ParameterBinder? _binder;
    private RecordBatch? _parameters;
    private int _parameterRow;
    private bool _isStarted;
    private bool _isDone;

    private StatementRun(SqliteStatement statement, ParameterBinder? binder, RecordBatch? parameters, RecordBatchReader? parameterRows)
    {
        Statement = statement;
        _binder = binder;
        _parameters = parameters;
        _parameterRows = parameterRows;
    }

    public SqliteStatement Statement { get; }

    /// <summary>Whether the rows can be had a second time.</summary>
    public bool CanRestart => _parameterRows is null && Statement.IsReadOnly;

    /// <summary>Takes over a prepared statement and binds its values.</summary>
    public static StatementRun Create(SqliteStatement prepared, Statement statement)
    {
        if (statement.ParameterRows is { } rows)
        {
            return statement.Parameters.Count > 0
                ? throw new ArgumentException("A statement takes parameters or rows of parameters, not both.", nameof(statement))
                : new StatementRun(prepared, ParameterBinder.ByPosition(prepared, rows.Schema), null, rows);
        }

        RecordBatch values = ParameterBatch.Create(statement.Parameters);
        ParameterBinder binder = ParameterBinder.ByName(prepared, statement.Parameters, values.Schema);
        return new StatementRun(prepared, binder, values, null);
    }

    /// <summary>Goes to the next row; false behind the last.</summary>
    public bool Step()
    {
        if (_isDone)
        {
            return false;
        }

        if (_isStarted && Statement.Step())
        {
            return true;
        }

        while (Bind())
        {
            _isStarted = true;
            if (Statement.Step())
            {
                return true;
            }
        }

        _isDone = true;
        return false;
    }

    /// <summary>Begins anew.</summary>
    public void Restart()
    {
        Statement.Reset();
        _isStarted = false;
        _isDone = false;
    }

    public void Dispose()
    {
        Statement.Dispose();
        _parameters?.Dispose();
    }

    private bool Bind()
    {
        if (_parameterRows is null)
        {
            return !_isStarted && BindRow(0);
        }

        if (_isStarted)
        {
            Statement.Reset();
        }

        while (_parameters is null || _parameterRow >= _parameters.RowCount)
        {
            _parameters?.Dispose();
            _parameters = _parameterRows.ReadNext();
            _parameterRow = 0;
            if (_parameters is null)
            {
                return false;
            }
        }

        return BindRow(_parameterRow++);
    }

    private bool BindRow(int row)
    {
        if (row == 0)
        {
            _binder!.Begin(_parameters!);
        }

        _binder!.Bind(row);
        return true;
    }
}
