namespace Hawser.Connectors.MySql.Session;

/// <summary>
/// Prepared statements of one session, kept for their next run. A statement was parsed in the session's default database and under its variables (<c>sql_mode</c>), so that one is kept only where
/// the server tells when those change, and only until they do.
/// </summary>
internal sealed class StatementCache(MySqlSession session)
{
    /// <summary>How many statements wait at most; the one that has waited longest goes first.</summary>
    public const int MostStatements = 16;

    private readonly List<PreparedStatement> _waiting = [];
    private int _version = session.ContextVersion;

    /// <summary>How many statements wait for their next run.</summary>
    public int Count => _waiting.Count;

    /// <summary>A statement that waits, or else one that is prepared now. Whoever takes it gives it back or closes it.</summary>
    public async ValueTask<PreparedStatement> TakeAsync(string sql, string where, CancellationToken cancellationToken)
    {
        if (_version != session.ContextVersion)
        {
            _version = session.ContextVersion;
            await CloseAllAsync(where, cancellationToken).ConfigureAwait(false);
        }

        int at = _waiting.FindIndex(statement => statement.Sql == sql);
        if (at < 0)
        {
            return await session.PrepareAsync(sql, where, cancellationToken).ConfigureAwait(false);
        }

        PreparedStatement waiting = _waiting[at];
        _waiting.RemoveAt(at);
        return waiting;
    }

    /// <summary>Keeps a statement that ran well; a session that is not at rest any more forgets it.</summary>
    public async ValueTask GiveBackAsync(PreparedStatement statement, string where)
    {
        if (!session.IsUsable)
        {
            return;
        }

        if (!session.TellsContext || _version != session.ContextVersion || _waiting.Exists(other => other.Sql == statement.Sql))
        {
            await session.CloseAsync(statement, where, CancellationToken.None).ConfigureAwait(false);
            return;
        }

        _waiting.Add(statement);
        if (_waiting.Count > MostStatements)
        {
            PreparedStatement oldest = _waiting[0];
            _waiting.RemoveAt(0);
            await session.CloseAsync(oldest, where, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Closes a statement that did not run well, whether it waits or not, where the session still can.</summary>
    public async ValueTask DropAsync(PreparedStatement statement, string where)
    {
        _waiting.RemoveAll(waiting => waiting.Id == statement.Id);
        if (session.IsUsable)
        {
            await session.CloseAsync(statement, where, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets all: the server has done so too.</summary>
    public void Forget() => _waiting.Clear();

    private async ValueTask CloseAllAsync(string where, CancellationToken cancellationToken)
    {
        while (_waiting.Count > 0)
        {
            PreparedStatement statement = _waiting[^1];
            _waiting.RemoveAt(_waiting.Count - 1);
            await session.CloseAsync(statement, where, cancellationToken).ConfigureAwait(false);
        }
    }
}
