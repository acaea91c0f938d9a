using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Types;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Starts statements of a session.</summary>
internal sealed class QueryStart(SqliteSession session, TypeCache cache)
{
    /// <summary>Runs a statement and hands out its rows.</summary>
    public QueryResult Query(Statement statement, CancellationToken cancellationToken)
    {
        SqliteStatement prepared = session.Prepare(statement.Text);
        if (prepared.ColumnCount == 0)
        {
            return new QueryResult(new EmptyReader()) { RowsAffected = Run(prepared, statement, cancellationToken) };
        }

        StatementOutcome outcome = new();
        long before = session.TotalChanges;
        bool isReadOnly = prepared.IsReadOnly;
        MisfitLocator locator = new("the query", null);
        SqliteBatchReader reader = Open(prepared, statement, statement.ReadOptions, locator, null, new HashSet<string>(), cancellationToken);
        reader.Ended = () => outcome.RowsAffected = isReadOnly ? null : Changed(statement, before);
        return new QueryResult(reader) { Outcome = outcome };
    }

    /// <summary>Runs a statement to its end and drops its rows; the rows changed.</summary>
    public long? Execute(Statement statement, CancellationToken cancellationToken) => Run(session.Prepare(statement.Text), statement, cancellationToken);

    /// <summary>Binds a prepared statement, decides its types and opens the reader. Takes over the statement, also when it fails.</summary>
    /// <param name="prepared">The statement.</param>
    /// <param name="statement">Its values, time limit and text.</param>
    /// <param name="options">How rows are handed over.</param>
    /// <param name="locator">Names the place of a misfit.</param>
    /// <param name="decided">Types that were decided before; null to decide them here.</param>
    /// <param name="notNull">The columns that cannot be null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public SqliteBatchReader Open(
        SqliteStatement prepared, Statement statement, ReadOptions options, MisfitLocator locator, ColumnType[]? decided, IReadOnlySet<string> notNull, CancellationToken cancellationToken)
    {
        StatementRun? run = null;
        InterruptScope interrupt = new(session, statement.Timeout);
        RowBuffer? kept = null;
        SqliteBatchReader? reader = null;
        try
        {
            run = StatementRun.Create(prepared, statement);
            TextSource texts = new(session.IsUtf16);
            ColumnType[] types = decided ?? Decide(run, statement, options, texts, interrupt, out kept, cancellationToken);
            Schema schema = new(types.Select((type, i) => FieldOf(prepared, i, type, notNull)));
            return reader = new SqliteBatchReader(run, kept, schema, types, texts, options, locator, interrupt);
        }
        finally
        {
            if (reader is null)
            {
                kept?.Dispose();
                run?.Dispose();
                prepared.Dispose();
                interrupt.Dispose();
            }
        }
    }

    /// <summary>The columns of a prepared statement, by their declarations.</summary>
    public static ColumnType[] DeclaredTypes(SqliteStatement prepared)
    {
        ColumnType[] types = new ColumnType[prepared.ColumnCount];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = DeclaredTypeRules.Read(DeclaredType.Parse(prepared.DeclaredType(i)));
        }

        return types;
    }

    private static Field FieldOf(SqliteStatement prepared, int column, ColumnType type, IReadOnlySet<string> notNull)
    {
        string name = prepared.ColumnName(column);
        return type.ToField(name, !notNull.Contains(name));
    }

    private ColumnType[] Decide(
        StatementRun run, Statement statement, ReadOptions options, TextSource texts, InterruptScope interrupt, out RowBuffer? kept, CancellationToken cancellationToken)
    {
        kept = null;
        ColumnType[] declared = DeclaredTypes(run.Statement);
        TypeScout scout = new(run, declared, options.TypeMode, options.Allocator);
        if (!scout.IsNeeded)
        {
            return declared;
        }

        bool isCacheable = run.Statement.ParameterCount == 0;
        if (isCacheable && cache.Find(session, statement.Text, options.TypeMode) is { } known)
        {
            return known;
        }

        RowBuffer? buffer = null;
        ColumnType[] types = interrupt.Run(() => scout.Decide(texts, out buffer, cancellationToken), cancellationToken);
        kept = buffer;
        if (isCacheable)
        {
            cache.Add(session, statement.Text, options.TypeMode, types);
        }

        return types;
    }

    private long? Run(SqliteStatement prepared, Statement statement, CancellationToken cancellationToken)
    {
        using SqliteStatement owned = prepared;
        using StatementRun run = StatementRun.Create(prepared, statement);
        using InterruptScope interrupt = new(session, statement.Timeout);
        bool isReadOnly = prepared.IsReadOnly;
        long before = session.TotalChanges;
        return interrupt.Run(
            () =>
            {
                while (run.Step())
                {
                    // Rows are dropped.
                }

                return isReadOnly ? (long?)null : Changed(statement, before);
            },
            cancellationToken);
    }

    /// <summary>Rows that the statement changed itself; for many runs of it the sum, in which triggers count too.</summary>
    private long Changed(Statement statement, long before)
    {
        long all = session.TotalChanges - before;
        return statement.ParameterRows is null && all > 0 ? session.Changes : all;
    }
}
