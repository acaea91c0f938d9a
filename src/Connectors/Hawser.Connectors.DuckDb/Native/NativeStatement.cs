namespace Hawser.Connectors.DuckDb.Native;

/// <summary>Owns one prepared statement.</summary>
internal sealed unsafe class NativeStatement : IDisposable
{
    private nint _statement;

    internal NativeStatement(nint statement) => _statement = statement;

    public StatementKind Kind => QueryApi.duckdb_prepared_statement_type(_statement);

    public int ParameterCount => checked((int)QueryApi.duckdb_nparams(_statement));

    public int ColumnCount => checked((int)QueryApi.duckdb_prepared_statement_column_count(_statement));

    /// <summary>The name of a parameter as the statement writes it ("1" for the first <c>?</c>), without its dollar sign.</summary>
    public string ParameterName(int index) => NativeText.Take(QueryApi.duckdb_parameter_name(_statement, (ulong)index + 1));

    public string ColumnName(int column) => NativeText.Take(QueryApi.duckdb_prepared_statement_column_name(_statement, (ulong)column));

    public LogicalTypeHandle ColumnType(int column) =>
        new(QueryApi.duckdb_prepared_statement_column_logical_type(_statement, (ulong)column));

    public void ClearBindings() => _ = QueryApi.duckdb_clear_bindings(_statement);

    /// <summary>Binds and destroys <paramref name="value"/>.</summary>
    public void Bind(int index, nint value)
    {
        try
        {
            if (QueryApi.duckdb_bind_value(_statement, (ulong)index + 1, value) != 0)
            {
                throw DuckDbErrors.From(NativeText.Borrow(QueryApi.duckdb_prepare_error(_statement)), "bind a parameter");
            }
        }
        finally
        {
            ValueApi.duckdb_destroy_value(&value);
        }
    }

    /// <summary>Runs the statement. A streamed result is computed while it is fetched; the other kind is finished, and whole in memory.</summary>
    public NativeCursor Execute(bool streamed)
    {
        nint pending = 0;
        try
        {
            var prepared = streamed
                ? QueryApi.duckdb_pending_prepared_streaming(_statement, &pending)
                : QueryApi.duckdb_pending_prepared(_statement, &pending);
            if (prepared != 0)
            {
                throw DuckDbErrors.From(NativeText.Borrow(QueryApi.duckdb_pending_error(pending)), "run the statement");
            }

            var result = default(NativeResult);
            if (QueryApi.duckdb_execute_pending(pending, &result) != 0)
            {
                var failure = DuckDbErrors.From(NativeText.Borrow(QueryApi.duckdb_result_error(&result)), "run the statement");
                QueryApi.duckdb_destroy_result(&result);
                throw failure;
            }

            return new NativeCursor(result);
        }
        finally
        {
            QueryApi.duckdb_destroy_pending(&pending);
        }
    }

    public void Dispose()
    {
        nint statement = _statement;
        _statement = 0;
        if (statement != 0)
        {
            QueryApi.duckdb_destroy_prepare(&statement);
        }
    }
}
