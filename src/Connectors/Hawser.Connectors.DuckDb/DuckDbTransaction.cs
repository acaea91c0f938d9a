using Hawser.Connectors.DuckDb.Session;

namespace Hawser.Connectors.DuckDb;

/// <summary>BEGIN to COMMIT or ROLLBACK of one session.</summary>
internal sealed class DuckDbTransaction(EngineSession session, SnapshotGate gate, Action ended) : Transaction
{
    protected override ValueTask CommitCoreAsync(CancellationToken cancellationToken)
    {
        using var change = gate.EnterChange();
        session.Run("COMMIT", cancellationToken);
        ended();
        return default;
    }

    protected override ValueTask RollbackCoreAsync(CancellationToken cancellationToken)
    {
        ended();
        session.RollBack();
        return default;
    }
}
