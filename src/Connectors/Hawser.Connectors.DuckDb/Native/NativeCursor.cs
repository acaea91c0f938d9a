namespace Hawser.Connectors.DuckDb.Native;

/// <summary>Owns one result and, at most, the one chunk of it that is being read.</summary>
internal sealed unsafe class NativeCursor : IDisposable
{
    private NativeResult _result;
    private nint _chunk;
    private bool _disposed;

    internal NativeCursor(NativeResult result) => _result = result;

    public ResultKind Kind => QueryApi.duckdb_result_return_type(_result);

    public int ColumnCount
    {
        get
        {
            fixed (NativeResult* result = &_result)
            {
                return checked((int)QueryApi.duckdb_column_count(result));
            }
        }
    }

    public long RowsChanged
    {
        get
        {
            fixed (NativeResult* result = &_result)
            {
                return checked((long)QueryApi.duckdb_rows_changed(result));
            }
        }
    }

    /// <summary>The current chunk's vector of a column; it dies with the next <see cref="Next"/>.</summary>
    public nint Vector(int column) => ChunkApi.duckdb_data_chunk_get_vector(_chunk, (ulong)column);

    public string ColumnName(int column)
    {
        fixed (NativeResult* result = &_result)
        {
            return NativeText.Borrow(QueryApi.duckdb_column_name(result, (ulong)column));
        }
    }

    public LogicalTypeHandle ColumnType(int column)
    {
        fixed (NativeResult* result = &_result)
        {
            return new LogicalTypeHandle(QueryApi.duckdb_column_logical_type(result, (ulong)column));
        }
    }

    /// <summary>Moves to the next chunk and returns its rows, or 0 at the end.</summary>
    public int Next()
    {
        DropChunk();
        _chunk = QueryApi.duckdb_fetch_chunk(_result);
        if (_chunk != 0)
        {
            return (int)ChunkApi.duckdb_data_chunk_get_size(_chunk);
        }

        ThrowIfFailed();
        return 0;
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        DropChunk();
        fixed (NativeResult* result = &_result)
        {
            QueryApi.duckdb_destroy_result(result);
        }
    }

    private void DropChunk()
    {
        if (_chunk == 0)
        {
            return;
        }

        nint chunk = _chunk;
        _chunk = 0;
        ChunkApi.duckdb_destroy_data_chunk(&chunk);
    }

    private void ThrowIfFailed()
    {
        fixed (NativeResult* result = &_result)
        {
            var message = QueryApi.duckdb_result_error(result);
            if (message is not null)
            {
                throw DuckDbErrors.From(NativeText.Borrow(message), "read the result");
            }
        }
    }
}
