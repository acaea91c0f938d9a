using Hawser.Arrow;
using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql.Write;

/// <summary>A load's target, made ready: made beside, to be emptied, or taken as it is.</summary>
internal sealed class LoadTarget
{
    private LoadTarget(TableName name, IReadOnlyList<LoadColumn> columns)
    {
        (Name, Columns) = (name, columns);
        ColumnNames = [.. columns.Select(column => column.Name)];
    }

    /// <summary>The table with its database.</summary>
    public TableName Name { get; }

    /// <summary>The columns that are loaded, in the order of the batches.</summary>
    public IReadOnlyList<LoadColumn> Columns { get; }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>The table that rows are written into before it takes the target's name; null when they go into the target itself.</summary>
    public TableBeside? Beside { get; private init; }

    /// <summary>The table that rows of an upsert go through; null when they go straight on.</summary>
    public StagingTable? Stage { get; private init; }

    /// <summary>Whether the target is emptied in the load's transaction.</summary>
    public bool IsEmptied { get; private init; }

    /// <summary>The foreign keys by which the target refers to itself.</summary>
    public IReadOnlyList<ForeignKeyModel> SelfReferences { get; private init; } = [];

    /// <summary>The beginning of an INSERT of values.</summary>
    public string InsertSql => $"INSERT INTO {Filled} ({Names}) VALUES ";

    /// <summary>An INSERT of one row of parameters.</summary>
    public string ParameterSql => $"{InsertSql}({string.Join(", ", Enumerable.Repeat("?", ParameterCount))})";

    /// <summary>How many parameters that is.</summary>
    public int ParameterCount => Columns.Count + (Stage is null ? 0 : 1);

    private static MySqlDialect Dialect => MySqlDialect.Instance;

    private string Filled => Stage is not null ? Stage.FullName : Dialect.QuoteTable(Beside?.Name ?? Name);

    private string Names => string.Join(", ", (Stage is null ? [] : new[] { Stage.NumberColumn }).Concat(ColumnNames).Select(Dialect.QuoteName));

    /// <summary>
    /// The statement that loads a file of bytes. Those of texts in UTF-8 are taken as they are, after the server has checked them; where a column has another character set, the bytes are named
    /// as UTF-8 first, so that the server converts them.
    /// </summary>
    /// <param name="file">The file's name.</param>
    public string LoadSql(string file)
    {
        IEnumerable<string> names = Columns.Select((column, i) => column.IsConverted ? Variable(i) : Dialect.QuoteName(column.Name));
        string[] conversions = [.. Columns.Select((column, i) => (column, i)).Where(at => at.column.IsConverted).Select(at => $"{Dialect.QuoteName(at.column.Name)} = CONVERT({Variable(at.i)} USING utf8mb4)")];
        string all = string.Join(", ", (Stage is null ? [] : new[] { Dialect.QuoteName(Stage.NumberColumn) }).Concat(names));
        return $"LOAD DATA LOCAL INFILE '{file}' INTO TABLE {Filled} CHARACTER SET binary FIELDS TERMINATED BY '\\t' ENCLOSED BY '' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' STARTING BY '' ({all})"
            + (conversions.Length == 0 ? "" : $" SET {string.Join(", ", conversions)}");
    }

    /// <summary>Prepares the target as the mode says.</summary>
    /// <exception cref="ConnectorException">The mode does not fit what is there, or the columns do not match.</exception>
    public static async ValueTask<LoadTarget> PrepareAsync(MySqlConnection connection, LoadSession session, TableName target, LoadRequest request, CancellationToken cancellationToken)
    {
        var catalog = (MySqlCatalog)connection.Catalog;
        TableModel? existing = await catalog.ReadAsync(target, cancellationToken).ConfigureAwait(false);
        if (existing is { Kind: not TableKind.Table })
        {
            throw Wrong(session, ConnectorStatus.NotSupported, $"{existing.Name} is a view; rows are loaded into tables", null);
        }

        switch (request.Mode)
        {
            case LoadMode.Create when existing is not null:
                throw Wrong(session, ConnectorStatus.AlreadyExists, $"the table {existing.Name} exists already", "Append to it, or replace it.");
            case LoadMode.Append or LoadMode.Upsert when existing is null:
                throw await catalog.MissingAsync(target, cancellationToken).ConfigureAwait(false);
        }

        if (request.Mode == LoadMode.Replace && existing is not null)
        {
            TableModel wanted = Definition(existing.Name, request, connection.Database.TypeMap);
            TableReplacement.Way way = await TableReplacement.ChooseAsync(session, existing, wanted, request, cancellationToken).ConfigureAwait(false);
            return way == TableReplacement.Way.Refill
                ? await TakeAsync(session, existing, request, cancellationToken).ConfigureAwait(false)
                : await FillBesideAsync(
                    connection, session, request, () => way == TableReplacement.Way.SwapLike ? TableBeside.MakeLikeAsync(session, existing, cancellationToken) : TableBeside.MakeAsync(session, wanted, true, cancellationToken),
                    cancellationToken).ConfigureAwait(false);
        }

        if (existing is not null)
        {
            return await TakeAsync(session, existing, request, cancellationToken).ConfigureAwait(false);
        }

        if (request.Transaction is not null)
        {
            throw Wrong(session, ConnectorStatus.NotSupported, "making a table would commit the caller's transaction", "Load without a transaction, or make the table first.");
        }

        TableName place = target with { Schema = target.Schema ?? target.Catalog ?? await DatabaseAsync(session, cancellationToken).ConfigureAwait(false), Catalog = null };
        return await FillBesideAsync(connection, session, request, () => TableBeside.MakeAsync(session, Definition(place, request, connection.Database.TypeMap), false, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Empties the target in the load's transaction where it is to be.</summary>
    public async ValueTask EmptyAsync(LoadSession session, CancellationToken cancellationToken)
    {
        if (IsEmptied)
        {
            await TableEmptying.RunAsync(session, Name, SelfReferences, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The planned definition, or one by the type map; indexes and foreign keys are not the load's to make, but for the index that a numbered column must begin.</summary>
    private static TableModel Definition(TableName target, LoadRequest request, TypeMap types) => request.Definition is { } planned
        ? planned with { Name = target, ForeignKeys = [] }
        : new TableModel(target, [.. request.Schema.Fields.Select(field => Column(field, types))]);

    private static ColumnModel Column(Field field, TypeMap types)
    {
        SinkColumn sink = types.ToNative(field);
        return new ColumnModel(field.Name, sink.NativeType, sink.Stored) { IsNullable = field.IsNullable };
    }

    // Rows go into the table as it is, by one transaction.
    private static async ValueTask<LoadTarget> TakeAsync(LoadSession session, TableModel table, LoadRequest request, CancellationToken cancellationToken)
    {
        TargetFacts facts = await TargetFacts.AskAsync(session, table.Name, cancellationToken).ConfigureAwait(false);
        if (!facts.IsTransactional)
        {
            throw Wrong(
                session, ConnectorStatus.NotSupported, $"the table's engine {facts.Engine} has no transactions, so that a load which fails could not be undone", "Replace the table, or change its engine to InnoDB.");
        }

        IReadOnlyList<string>? key = request.Mode == LoadMode.Upsert ? UpsertKey.Resolve(request, table, MySqlErrors.Connector) : null;
        IReadOnlyList<LoadColumn> columns = LoadColumns.Match(table, facts, session.Facts, request, key);
        ForeignKeyModel[] references = [.. table.ForeignKeys.Where(reference => reference.ReferencedTable.Name == table.Name.Name && reference.ReferencedTable.Schema == table.Name.Schema)];
        return new LoadTarget(table.Name, columns)
        {
            IsEmptied = request.Mode == LoadMode.Replace,
            SelfReferences = references,
            Stage = await StageAsync(session, table, [.. columns.Select(column => column.Name)], key, references, cancellationToken).ConfigureAwait(false),
        };
    }

    private static async ValueTask<StagingTable?> StageAsync(
        LoadSession session, TableModel table, IReadOnlyList<string> columns, IReadOnlyList<string>? key, IEnumerable<ForeignKeyModel> references, CancellationToken cancellationToken)
    {
        ForeignKeyModel[] loaded = [.. references.Where(reference => reference.Columns.Concat(reference.ReferencedColumns).All(columns.Contains))];
        if (key is null && loaded.Length == 0)
        {
            return null;
        }

        try
        {
            return await StagingTable.MakeAsync(session, table, columns, key, loaded, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException error) when (key is null && error.Status == ConnectorStatus.PermissionDenied)
        {
            ConnectorDetails.Tell(MySqlErrors.Connector, session.Where, $"rows of the table, which refers to itself, must come with their parents first, because they cannot go through a temporary table: {error.Message}");
            return null;
        }
    }

    private static async ValueTask<LoadTarget> FillBesideAsync(
        MySqlConnection connection, LoadSession session, LoadRequest request, Func<ValueTask<TableBeside>> make, CancellationToken cancellationToken)
    {
        TableBeside beside = await make().ConfigureAwait(false);
        LoadTarget? target = null;
        try
        {
            await beside.MakeTransactionalAsync(session, await TargetFacts.AskAsync(session, beside.Name, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            TableModel made = await ((MySqlCatalog)connection.Catalog).ReadAsync(beside.Name, cancellationToken).ConfigureAwait(false)
                ?? throw Wrong(session, ConnectorStatus.Internal, $"the table {beside.Name} was made and cannot be found", null);
            TargetFacts facts = await TargetFacts.AskAsync(session, beside.Name, cancellationToken).ConfigureAwait(false);
            return target = new LoadTarget(beside.Target, LoadColumns.Match(made with { Name = beside.Target }, facts, session.Facts, request, null)) { Beside = beside };
        }
        finally
        {
            if (target is null && session.Session.IsUsable)
            {
                await beside.DropAsync(session).ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask<string> DatabaseAsync(LoadSession session, CancellationToken cancellationToken)
    {
        List<string?> names = await session.ListAsync("SELECT database()", row => row[0], cancellationToken).ConfigureAwait(false);
        return names[0] ?? throw Wrong(session, ConnectorStatus.InvalidConfiguration, "the connection has no database, and the table's name has none", "Name it: database.table.");
    }

    private static string Variable(int column) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"@hawser_{column}");

    private static ConnectorException Wrong(LoadSession session, ConnectorStatus status, string detail, string? hint) =>
        new(status, MySqlErrors.Connector, $"{session.Where}: {detail}.") { Hint = hint };
}
