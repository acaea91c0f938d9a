namespace Hawser.Connectors.DuckDb.Native;

/// <summary>SQL text cut into its statements by the engine's own parser. Each is prepared only when its turn comes, because it may need what an earlier one made.</summary>
internal sealed unsafe class NativeScript : IDisposable
{
    private readonly SessionHandle _session;
    private nint _statements;

    private NativeScript(SessionHandle session, nint statements, int count)
    {
        _session = session;
        _statements = statements;
        Count = count;
    }

    /// <summary>How many statements there are; a macro-like statement such as a dynamic PIVOT counts as the several that it stands for.</summary>
    public int Count { get; }

    public static NativeScript Parse(SessionHandle session, string sql)
    {
        nint statements = 0;
        fixed (byte* text = NativeText.Terminated(sql))
        {
            var count = QueryApi.duckdb_extract_statements(session, text, &statements);
            var script = new NativeScript(session, statements, checked((int)count));
            if (count > 0)
            {
                return script;
            }

            using (script)
            {
                var message = NativeText.Borrow(QueryApi.duckdb_extract_statements_error(statements));
                return message.Length == 0 ? new NativeScript(session, 0, 0) : throw DuckDbErrors.From(message, "parse the statement");
            }
        }
    }

    public NativeStatement Prepare(int index)
    {
        nint statement = 0;
        if (QueryApi.duckdb_prepare_extracted_statement(_session, _statements, (ulong)index, &statement) == 0)
        {
            return new NativeStatement(statement);
        }

        using var failed = new NativeStatement(statement);
        throw DuckDbErrors.From(NativeText.Borrow(QueryApi.duckdb_prepare_error(statement)), "prepare the statement");
    }

    public void Dispose()
    {
        nint statements = _statements;
        _statements = 0;
        if (statements != 0)
        {
            QueryApi.duckdb_destroy_extracted(&statements);
        }
    }
}
