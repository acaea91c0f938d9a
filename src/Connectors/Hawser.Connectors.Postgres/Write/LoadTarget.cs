using System.Text;
using Hawser.Arrow;
using Hawser.Connectors.Postgres.Client;
using Hawser.Connectors.Postgres.Scanning;
using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>A load's target, made ready inside the load's transaction: made, emptied, or taken as it is.</summary>
internal sealed class LoadTarget
{
    private const int MostNameBytes = 63;
    private const int FirstWithIdentity = 10;

    private readonly TableName _filled;

    private LoadTarget(TableName name, TableName filled, IReadOnlyList<LoadColumn> columns, bool isOneStatement, bool isFresh, StagingTable? stage)
    {
        (Name, _filled, Columns, IsOneStatement, IsFresh, Stage) = (name, filled, columns, isOneStatement, isFresh, stage);
        ColumnNames = [.. columns.Select(column => column.Name)];
    }

    /// <summary>The table with its schema.</summary>
    public TableName Name { get; }

    /// <summary>The columns that are loaded, in the order of the batches.</summary>
    public IReadOnlyList<LoadColumn> Columns { get; }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Whether all rows must come in one statement, because the table refers to itself and no rejects are kept.</summary>
    public bool IsOneStatement { get; }

    /// <summary>The foreign keys by which the table refers to itself, where rejects are kept: all rows are then staged, and moved on when the load is committed. Else none.</summary>
    public IReadOnlyList<SelfReference> SelfReferences { get; private init; } = [];

    /// <summary>Whether a trigger may give a row another parent than it came with, or a policy hide one that is there.</summary>
    public bool HidesParents { get; private init; }

    /// <summary>Whether the table was made or truncated in the load's transaction, so that nobody else can see it before the commit.</summary>
    public bool IsFresh { get; }

    /// <summary>The table that rows go through; null when they go straight into the target.</summary>
    public StagingTable? Stage { get; }

    /// <summary>The statement that takes the rows.</summary>
    public string CopySql => Stage?.CopySql ?? Copy("FORMAT BINARY");

    /// <summary>
    /// The statement that takes the rows where no savepoint lies between it and what made the target fresh: rows that nobody else can have seen are then written as frozen, which spares
    /// the first who read them, and a later vacuum, the looking up of the load's transaction.
    /// </summary>
    /// <remarks>Source: https://www.postgresql.org/docs/current/sql-copy.html, FREEZE.</remarks>
    public string CopyAtOnceSql => IsFresh && Stage is null ? Copy("FORMAT BINARY, FREEZE") : CopySql;

    /// <summary>The name that the server gives to the table of <see cref="CopySql"/> in errors.</summary>
    public string CopiedName => Stage is null ? _filled.Name : StagingTable.Name;

    /// <summary>Prepares the target as the mode says.</summary>
    /// <exception cref="ConnectorException">The mode does not fit what is there, or the columns do not match.</exception>
    public static async ValueTask<LoadTarget> PrepareAsync(LoadSession session, TableName target, LoadRequest request, CancellationToken cancellationToken)
    {
        ScannedTable? existing = await ScannedTable.FindAsync(session.Connection, target, new HashSet<string>(), cancellationToken).ConfigureAwait(false);
        ThrowUnlessTable(session, existing);
        ScannedTable table = request.Mode switch
        {
            LoadMode.Create when existing is not null => throw Wrong(session, ConnectorStatus.AlreadyExists, $"the table {existing.Name} exists already", "Append to it, or replace it."),
            LoadMode.Append or LoadMode.Upsert when existing is null => throw await ((PostgresCatalog)session.Connection.Catalog).MissingAsync(target, cancellationToken).ConfigureAwait(false),
            LoadMode.Replace when existing is not null => await TableReplacement.RunAsync(session, existing, target, request, cancellationToken).ConfigureAwait(false),
            _ => existing ?? await CreateAsync(session, target, request, cancellationToken).ConfigureAwait(false),
        };
        TargetFacts facts = await TargetFacts.AskAsync(session, table.Oid, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<LoadColumn> columns = LoadColumns.Match(table.Name, table.Columns, facts.Generated, request);
        IReadOnlyList<string>? key = request.Mode == LoadMode.Upsert ? await KeyAsync(session, table, request, cancellationToken).ConfigureAwait(false) : null;
        List<SelfReference> references = request.RejectSink is null ? [] : await SelfReference.ListAsync(session, table.Oid, cancellationToken).ConfigureAwait(false);
        StagingTable? stage = null;
        if (key is not null || facts.MayDropRows || references.Count > 0 || columns.Any(column => column.StageType is not null))
        {
            stage = new StagingTable(table.Name, columns, key, session.Connection.Native.PostgreSqlVersion.Major >= FirstWithIdentity);
            foreach (string sql in stage.CreateSql())
            {
                await session.ExecuteAsync(sql, cancellationToken).ConfigureAwait(false);
            }
        }

        bool isFresh = table.IsHeap && (existing is null || table.Oid != existing.Oid || (request.Mode == LoadMode.Replace && !facts.MustDelete));
        return new LoadTarget(table.Name, table.Name, columns, facts.ReferencesItself && references.Count == 0, isFresh, stage)
        {
            SelfReferences = references, HidesParents = facts.MayDropRows || facts.HidesRows,
        };
    }

    /// <summary>A table that was made under another name than it will have; null when its rows cannot come from several sessions: some go through a staging table, or get numbers as they come.</summary>
    public static async ValueTask<LoadTarget?> OfSeparateAsync(LoadSession session, TableName final, ScannedTable filled, LoadRequest request, CancellationToken cancellationToken)
    {
        TargetFacts facts = await TargetFacts.AskAsync(session, filled.Oid, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<LoadColumn> columns = LoadColumns.Match(final, filled.Columns, facts.Generated, request);
        bool isSuited = columns.Count + facts.Generated.Count == filled.Columns.Count && !facts.MayDropRows && !columns.Any(column => column.StageType is not null);
        return isSuited ? new LoadTarget(final, filled.Name, columns, isOneStatement: false, isFresh: false, stage: null) : null;
    }

    /// <summary>The same for a further writer: encoders hold what they are at, so each writer has its own.</summary>
    public LoadTarget ForAnotherWriter(Schema schema) =>
        new(Name, _filled, [.. Columns.Select(column => column with { Encoder = CopyEncoders.Create(schema[column.Source], column.Type)! })], IsOneStatement, IsFresh, Stage);

    /// <summary>What the server says, in the name that the table will have.</summary>
    public string Named(string text) => ReferenceEquals(Name, _filled) ? text : text.Replace(_filled.Name, Name.Name, StringComparison.Ordinal);

    /// <summary>The planned definition, or one by the type map; indexes and foreign keys are not the load's to make.</summary>
    public static TableModel Definition(TableName target, LoadRequest request) => request.Definition is { } planned
        ? planned with { Name = target, ForeignKeys = [], Indexes = [] }
        : new TableModel(target, [.. request.Schema.Fields.Select(Column)]);

    /// <summary>Makes the table.</summary>
    public static async ValueTask<ScannedTable> CreateAsync(LoadSession session, TableName target, LoadRequest request, CancellationToken cancellationToken)
    {
        TableModel definition = Definition(target, request);
        if (definition.Columns.Select(column => column.Name).Append(target.Name).FirstOrDefault(name => Encoding.UTF8.GetByteCount(name) > MostNameBytes) is { } tooLong)
        {
            throw Wrong(session, ConnectorStatus.NotSupported, $"the name \"{tooLong}\" has more than {MostNameBytes} bytes, and PostgreSQL would cut it", "Choose a shorter one.");
        }

        await UserTypes.MakeAsync(session, definition.Types, cancellationToken).ConfigureAwait(false);
        PostgresDialect dialect = PostgresDialect.Instance;
        string table = dialect.QuoteTable(target);
        List<string> statements = [dialect.CreateTable(definition)];
        if (definition.Comment is { } comment)
        {
            statements.Add($"COMMENT ON TABLE {table} IS {dialect.TextLiteral(comment)}");
        }

        statements.AddRange(definition.Columns.Where(column => column.Comment is not null)
            .Select(column => ColumnComments.Set(target, column.Name, column.Comment)));
        foreach (string sql in statements)
        {
            await session.ExecuteAsync(sql, cancellationToken).ConfigureAwait(false);
        }

        ScannedTable made = await ScannedTable.FindAsync(session.Connection, target, new HashSet<string>(), cancellationToken).ConfigureAwait(false)
            ?? throw Wrong(session, ConnectorStatus.Internal, $"the table {target} was made and cannot be found", null);
        await ColumnComments.MarkAsync(session, made, definition, cancellationToken).ConfigureAwait(false);
        return made;
    }

    private string Copy(string options) =>
        $"COPY {PostgresDialect.Instance.QuoteTable(_filled)} ({string.Join(", ", Columns.Select(column => PostgresDialect.Instance.QuoteName(column.Name)))}) FROM STDIN ({options})";

    private static ColumnModel Column(Field field)
    {
        SinkColumn sink = SinkForms.Of(field);
        return new ColumnModel(field.Name, sink.NativeType, sink.Stored) { IsNullable = field.IsNullable };
    }

    private static async ValueTask<IReadOnlyList<string>> KeyAsync(LoadSession session, ScannedTable table, LoadRequest request, CancellationToken cancellationToken)
    {
        TableModel model = await ((PostgresCatalog)session.Connection.Catalog).ReadAsync(table.Name, cancellationToken).ConfigureAwait(false)
            ?? throw Wrong(session, ConnectorStatus.NotSupported, $"{table.Name} is a temporary table, which takes no upsert", null);
        return UpsertKey.Resolve(request, model, PostgresErrors.Connector);
    }

    private static void ThrowUnlessTable(LoadSession session, ScannedTable? table)
    {
        if (table is { Kind: not ('r' or 'p') })
        {
            string what = table.Kind switch { 'v' => "a view", 'm' => "a materialized view", _ => "a foreign table" };
            throw Wrong(session, ConnectorStatus.NotSupported, $"{table.Name} is {what}; rows are loaded into tables", null);
        }
    }

    private static ConnectorException Wrong(LoadSession session, ConnectorStatus status, string detail, string? hint) =>
        new(status, PostgresErrors.Connector, $"{session.Where}: {detail}.") { Hint = hint };
}
