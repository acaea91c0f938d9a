using Hawser.Connectors.Postgres.Client;
using Hawser.Connectors.Postgres.Scanning;
using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>Empties a table that is to be replaced, or makes it anew when its shape does not fit and nothing depends on it. Other sessions see the old rows until the load commits.</summary>
internal static class TableReplacement
{
    /// <summary>Returns the empty table.</summary>
    /// <exception cref="ConnectorException">Something depends on the table.</exception>
    public static async ValueTask<ScannedTable> RunAsync(LoadSession session, ScannedTable existing, TableName target, LoadRequest request, CancellationToken cancellationToken)
    {
        TargetFacts facts = await TargetFacts.AskAsync(session, existing.Oid, cancellationToken).ConfigureAwait(false);
        TableModel wanted = LoadTarget.Definition(target, request);
        if (await FitsAsync(session, existing, facts, wanted, request, cancellationToken).ConfigureAwait(false))
        {
            await EmptyAsync(session, existing, facts, cancellationToken).ConfigureAwait(false);
            await ColumnComments.MarkAsync(session, existing, wanted, cancellationToken).ConfigureAwait(false);
            return existing;
        }

        await ThrowIfLostAsync(session, existing, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync(PostgresDialect.Instance.DropTable(existing.Name), cancellationToken).ConfigureAwait(false);
        return await LoadTarget.CreateAsync(session, existing.Name, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether a load would make the table anew and may: its shape does not fit, and nothing depends on it.</summary>
    public static async ValueTask<bool> IsMadeAnewAsync(LoadSession session, ScannedTable existing, TableName target, LoadRequest request, CancellationToken cancellationToken)
    {
        if (request.Mode != LoadMode.Replace || existing.Kind is not ('r' or 'p'))
        {
            return false;
        }

        TargetFacts facts = await TargetFacts.AskAsync(session, existing.Oid, cancellationToken).ConfigureAwait(false);
        return !await FitsAsync(session, existing, facts, LoadTarget.Definition(target, request), request, cancellationToken).ConfigureAwait(false)
            && (await TargetFacts.LostWithAsync(session, existing.Oid, cancellationToken).ConfigureAwait(false)).Count == 0;
    }

    /// <exception cref="ConnectorException">Something depends on the table.</exception>
    public static async ValueTask ThrowIfLostAsync(LoadSession session, ScannedTable existing, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> lost = await TargetFacts.LostWithAsync(session, existing.Oid, cancellationToken).ConfigureAwait(false);
        if (lost.Count > 0)
        {
            throw new ConnectorException(
                ConnectorStatus.ConstraintViolation,
                PostgresErrors.Connector,
                $"{session.Where}: the table has other columns than those that come, and it cannot be made anew because of {string.Join(", ", lost)}.")
            {
                Hint = "Drop those first, or load into another table.",
            };
        }
    }

    private static async ValueTask<bool> FitsAsync(LoadSession session, ScannedTable existing, TargetFacts facts, TableModel wanted, LoadRequest request, CancellationToken cancellationToken) =>
        HasColumns(existing, facts, wanted, request)
        && (wanted.PrimaryKey is null || await HasKeyAsync(session, existing, wanted.PrimaryKey, cancellationToken).ConfigureAwait(false));

    private static async ValueTask EmptyAsync(LoadSession session, ScannedTable table, TargetFacts facts, CancellationToken cancellationToken)
    {
        if (facts.ChangedWithIt.Count > 0)
        {
            throw new ConnectorException(
                ConnectorStatus.ConstraintViolation,
                PostgresErrors.Connector,
                $"{session.Where}: emptying the table would delete or change rows of {string.Join(", ", facts.ChangedWithIt)}.")
            {
                Hint = "Drop those foreign keys first, or use append or upsert.",
            };
        }

        string name = PostgresDialect.Instance.QuoteTable(table.Name);
        await session.ExecuteAsync(facts.MustDelete ? $"DELETE FROM {name}" : $"TRUNCATE TABLE {name}", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same columns in the same types: the table may keep its identity.</summary>
    private static bool HasColumns(ScannedTable existing, TargetFacts facts, TableModel wanted, LoadRequest request)
    {
        bool hasAll = wanted.Columns.All(column => existing.Columns.Any(other => IsSame(column, other)) || (request.AllowExtraColumns && !existing.Columns.Any(other => IsNamed(other, column.Name))));
        return hasAll && existing.Columns.All(column => facts.Generated.Contains(column.Name) || request.AllowMissingColumns || wanted.Columns.Any(other => IsNamed(column, other.Name)));
    }

    private static bool IsNamed(PgColumn column, string name) => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsSame(ColumnModel wanted, PgColumn existing)
    {
        string type = PgTypeText.Parse(wanted.NativeType).Name;
        return IsNamed(existing, wanted.Name) && (type == existing.Type.Name || type == existing.Type.Base.Name || type == PgTypeText.Parse(existing.Type.Name).Name);
    }

    private static async ValueTask<bool> HasKeyAsync(LoadSession session, ScannedTable existing, KeyModel key, CancellationToken cancellationToken)
    {
        TableModel? model = await ((PostgresCatalog)session.Connection.Catalog).ReadAsync(existing.Name, cancellationToken).ConfigureAwait(false);
        return model?.PrimaryKey?.Columns.SequenceEqual(key.Columns, StringComparer.OrdinalIgnoreCase) == true;
    }
}
