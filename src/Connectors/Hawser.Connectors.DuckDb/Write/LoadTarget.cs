using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>Makes a load's target ready inside the load's transaction: made, emptied, or taken as it is.</summary>
internal static class LoadTarget
{
    /// <summary>Returns the table as it will be loaded.</summary>
    /// <exception cref="ConnectorException">The mode does not fit what is there.</exception>
    public static TableModel Prepare(DuckDbConnection connection, TableName target, LoadRequest request, CancellationToken cancellationToken)
    {
        var catalog = (DuckDbCatalog)connection.Catalog;
        var existing = catalog.Find(target, cancellationToken);
        if (existing is { Kind: not (TableKind.Table or TableKind.Temporary) })
        {
            throw Wrong(ConnectorStatus.AlreadyExists, $"{target} is a view; rows are loaded into tables");
        }

        switch (request.Mode)
        {
            case LoadMode.Create when existing is not null:
                throw Wrong(ConnectorStatus.AlreadyExists, $"the table {target} exists already", "Append to it, or replace it.");
            case LoadMode.Append or LoadMode.Upsert when existing is null:
                throw Missing(catalog, target, cancellationToken);
            case LoadMode.Append or LoadMode.Upsert:
                return existing!;
            case LoadMode.Replace when existing is not null && Fits(existing, request):
                connection.Session.Run($"DELETE FROM {DuckDbDialect.Instance.QuoteTable(existing.Name)}", cancellationToken);
                return existing;
            case LoadMode.Replace when existing is not null:
                Drop(connection, existing, cancellationToken);
                return Create(connection, target, request, cancellationToken);
            default:
                return Create(connection, target, request, cancellationToken);
        }
    }

    /// <summary>The same columns in the same types: the table may keep its identity.</summary>
    private static bool Fits(TableModel existing, LoadRequest request)
    {
        var wanted = Definition(existing.Name, request).Columns;
        return wanted.All(column => existing.Columns.Any(other => IsSame(column, other)))
            && existing.Columns.All(column => column.Generated is not null || wanted.Any(other => IsSame(other, column)) || request.AllowMissingColumns);
    }

    private static bool IsSame(ColumnModel wanted, ColumnModel existing) =>
        string.Equals(wanted.Name, existing.Name, StringComparison.OrdinalIgnoreCase)
        && DuckDbTypeParser.Parse(wanted.NativeType) is var type && type.Equals(DuckDbTypeParser.Parse(existing.NativeType))
        && Equals(CommentMarks.For(type, wanted.Field), CommentMarks.For(type, existing.Field));

    private static void Drop(DuckDbConnection connection, TableModel existing, CancellationToken cancellationToken)
    {
        var dependents = ((DuckDbCatalog)connection.Catalog).FindDependents(existing.Name, cancellationToken);
        if (dependents.Count > 0)
        {
            throw Wrong(
                ConnectorStatus.ConstraintViolation,
                $"the columns of {existing.Name.Name} are others than those that come, and it cannot be made anew because of {string.Join(", ", dependents)}",
                "Drop those first, or load into another table.");
        }

        connection.Session.Run(DuckDbDialect.Instance.DropTable(existing.Name), cancellationToken);
    }

    private static TableModel Create(DuckDbConnection connection, TableName target, LoadRequest request, CancellationToken cancellationToken)
    {
        var definition = Definition(target, request);
        foreach (var sql in TableStatements.Create(definition with { Columns = [.. definition.Columns.Select(WithMark)] }))
        {
            connection.Session.Run(sql, cancellationToken);
        }

        return ((DuckDbCatalog)connection.Catalog).Find(target, cancellationToken)
            ?? throw Wrong(ConnectorStatus.Internal, $"the table {target} was made and cannot be found");
    }

    /// <summary>The planned definition, or one by the type map; indexes and foreign keys are not the load's to make.</summary>
    public static TableModel Definition(TableName target, LoadRequest request) => request.Definition is { } planned
        ? planned with { Name = target, ForeignKeys = [], Indexes = [] }
        : new TableModel(target, [.. request.Schema.Fields.Select(Column)]);

    private static ColumnModel WithMark(ColumnModel column) =>
        column with { Comment = ColumnMark.Append(column.Comment, CommentMarks.For(DuckDbTypeParser.Parse(column.NativeType), column.Field)) };

    private static ColumnModel Column(Field field)
    {
        var sink = DuckDbTypeMap.Instance.ToNative(field);
        return new ColumnModel(field.Name, sink.NativeType, sink.Stored) { IsNullable = field.IsNullable };
    }

    private static ConnectorException Missing(DuckDbCatalog catalog, TableName target, CancellationToken cancellationToken)
    {
        var names = catalog.Find(new CatalogFilter(), cancellationToken).Select(table => table.Name.Name);
        return Wrong(ConnectorStatus.NotFound, $"there is no table {target}", NearestName.Find(target.Name, names) is { } nearest ? $"Did you mean \"{nearest}\"?" : null);
    }

    private static ConnectorException Wrong(ConnectorStatus status, string detail, string? hint = null) =>
        new(status, DuckDbErrors.Connector, $"load: {detail}.") { Hint = hint };
}
