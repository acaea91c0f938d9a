using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>Decides what a copy would do: which tables, where to, and for each column its type and fidelity. Changes nothing.</summary>
internal static class CopyPlanner
{
    public static async ValueTask<CopyPlan> PlanAsync(CopySource source, CopyTarget target, CopyOptions options, CancellationToken cancellationToken)
    {
        SourceSessions sessions = await SourceSessions.OpenAsync(source, target, 1, cancellationToken).ConfigureAwait(false);
        await using (sessions.ConfigureAwait(false))
        {
            CopySession writing = await CopySession.OpenAsync(target.Database, target.Pool, writers: 1, cancellationToken).ConfigureAwait(false);
            await using (writing.ConfigureAwait(false))
            {
                CopyPlan plan = await PlanAsync(source, sessions.Connections[0], target, writing.Connection, options, cancellationToken).ConfigureAwait(false);
                return plan with { Consistency = sessions.Consistency };
            }
        }
    }

    /// <summary>Plans through connections that are open, so that a run plans in the very snapshot that it reads.</summary>
    public static async ValueTask<CopyPlan> PlanAsync(
        CopySource source, Connection reading, CopyTarget target, Connection writing, CopyOptions options, CancellationToken cancellationToken)
    {
        KnownTables catalog = NeedsCatalog(source) ? await KnownTables.ReadAsync(reading, cancellationToken).ConfigureAwait(false) : KnownTables.None;
        IReadOnlyList<SourceItem> items = source.Items
            ?? (source.Chooser is { } choose ? await choose(catalog.Tables, reading.Catalog, cancellationToken).ConfigureAwait(false) : EveryTable(catalog.Tables));
        if (options.Columns is not null && items.Count != 1)
        {
            throw new ConnectorException(ConnectorStatus.InvalidConfiguration, "", $"columns can be chosen for one table only; {items.Count} are copied.");
        }

        KnownTables existing = items.Any(i => target.PlaceOf(i) is TableName) ? await KnownTables.ReadAsync(writing, cancellationToken).ConfigureAwait(false) : KnownTables.None;
        var found = new List<FoundItem>();
        foreach (SourceItem item in items)
        {
            Relation place = target.PlaceOf(item);
            TableModel? added = options.Mode is LoadMode.Append or LoadMode.Upsert && place is TableName at ? existing.Find(at) : null;
            (TableModel? model, IReadOnlyList<ColumnModel> columns) = await DescribeAsync(
                item, reading, catalog, options, plain => EncodedReading.Choose(source.Database, target.Database, item, plain, place, added, options), cancellationToken).ConfigureAwait(false);
            long? rows = item.Relation is TableName name ? await reading.Catalog.EstimateRowCountAsync(model?.Name ?? name, cancellationToken).ConfigureAwait(false) : null;

            // From here on the table has the catalog's own name: the user's may lack the schema, or be written with other capitals.
            found.Add(new FoundItem(model is null ? item : item with { Relation = model.Name }, model, columns, place, rows));
        }

        UserTypes types = EncodedReading.IsSameEngine(source.Database, target.Database)
            ? await UserTypes.ReadAsync(reading, writing, found.Where(f => f.Place is TableName).SelectMany(f => f.Columns).Select(c => c.NativeType), cancellationToken).ConfigureAwait(false)
            : UserTypes.None;
        IReadOnlyList<TablePlan> tables = [.. found.Select(f => WithoutHeirs(f, found)).Select(f =>
            new TablePlanner(source.Database, target.Database, options, existing, types).Plan(f.Item, f.Model, f.Columns, f.Place) with { EstimatedRows = f.Rows })];

        tables = await UserTypes.RefuseUnknownAsync(writing, tables, cancellationToken).ConfigureAwait(false);
        ThrowIfUnknown("a loss is allowed for", options.AllowLoss, tables);
        ThrowIfUnknown("encoding is asked for", options.Encode, tables);
        return new CopyPlan(source.Database.ToString(), target.Database.ToString(), Distinct(tables))
        {
            Options = options,
            NotCarried = source is { Items: null, Chooser: null } ? await NotCarriedAsync(reading, catalog.Tables, tables, types, cancellationToken).ConfigureAwait(false) : [],
        };
    }

    private static bool NeedsCatalog(CopySource source) => source.Items is null || source.Items.Any(i => i.Relation is TableName);

    private static List<SourceItem> EveryTable(IReadOnlyList<TableModel> catalog)
    {
        // Reading a whole table gives the rows of its partitions.
        var tables = catalog.Where(t => t.Kind is not (TableKind.View or TableKind.MaterializedView) && t.PartitionOf is null).ToList();
        var repeated = tables.GroupBy(t => t.Name.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. tables.Select(t => new SourceItem(repeated.Contains(t.Name.Name) ? t.Name.DisplayName : t.Name.Name, t.Name))];
    }

    private static async ValueTask<(TableModel? Model, IReadOnlyList<ColumnModel> Columns)> DescribeAsync(
        SourceItem item, Connection reading, KnownTables catalog, CopyOptions options, Func<IReadOnlyList<ColumnModel>, HashSet<string>> encode, CancellationToken cancellationToken)
    {
        TableModel? model = null;
        if (item.Relation is TableName name)
        {
            model = catalog.Find(name)
                ?? await reading.Catalog.GetTableAsync(name, cancellationToken).ConfigureAwait(false);
        }

        // The catalog knows keys and defaults; what a column reads as, only reading knows: SQLite decides columns without a declared type by their values.
        var read = new ReadOptions { TypeMode = options.TypeMode };
        IReadOnlyList<ColumnModel> described = (await reading.DescribeAsync(item.Relation, read, cancellationToken).ConfigureAwait(false)).Columns;
        HashSet<string> encoded = encode(described);
        if (encoded.Count > 0)
        {
            described = (await reading.DescribeAsync(item.Relation, read with { EncodedColumns = encoded }, cancellationToken).ConfigureAwait(false)).Columns;
        }

        IReadOnlyList<ColumnModel> columns = [.. described.Select(d => model?.Column(d.Name) is { } known ? AsRead(known, d) : d)];
        return (model, Choose(item, columns, options.Columns));
    }

    private static ColumnModel AsRead(ColumnModel known, ColumnModel described) => known.Field.Type.Equals(described.Field.Type) && known.Field.ExtensionName == described.Field.ExtensionName
        ? known
        : known with { Field = described.Field.WithNullable(known.Field.IsNullable), ReadFidelity = described.ReadFidelity, ReadNote = described.ReadNote };

    private static IReadOnlyList<ColumnModel> Choose(SourceItem item, IReadOnlyList<ColumnModel> columns, IReadOnlyList<string>? chosen) =>
        chosen is null ? columns : [.. chosen.Select(name => columns.FirstOrDefault(c => c.Name == name)
            ?? columns.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ConnectorException(ConnectorStatus.NotFound, "", $"{item.Name} has no column \"{name}\".")
            {
                Hint = NearestName.Find(name, columns.Select(c => c.Name)) is { } nearest ? $"Did you mean \"{nearest}\"?" : $"It has {string.Join(", ", columns.Select(c => c.Name))}.",
            })];

    /// <summary>An allowance that names no column would do nothing, as a misspelt one does.</summary>
    private static void ThrowIfUnknown(string what, IReadOnlyList<string> allowances, IReadOnlyList<TablePlan> tables)
    {
        foreach (string allowance in allowances.Where(a => !tables.Any(t => t.Columns.Any(c => ColumnPlanner.IsNamed(a, t.Item, c.Source)) || t.Problems.Count > 0)))
        {
            string[] names = [.. tables.SelectMany(t => t.Columns.Select(c => $"{t.Item.Name}.{c.Source.Name}"))];
            throw new ConnectorException(ConnectorStatus.InvalidConfiguration, "", $"{what} \"{allowance}\", but no column that is copied has this name.")
            {
                Hint = NearestName.Find(allowance, names) is { } nearest ? $"Did you mean \"{nearest}\"?" : null,
            };
        }
    }

    private static async ValueTask<IReadOnlyList<string>> NotCarriedAsync(
        Connection reading, IReadOnlyList<TableModel> catalog, IReadOnlyList<TablePlan> tables, UserTypes known, CancellationToken cancellationToken)
    {
        HashSet<TableName> kept = [.. tables.SelectMany(t => t.Columns).SelectMany(c => known.Of(c.Source)).Select(t => t.Name)];
        IReadOnlyList<SequenceModel> sequences = await reading.Catalog.GetSequencesAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<UserTypeModel> types = await reading.Catalog.GetUserTypesAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. catalog.Where(t => t.Kind is TableKind.View or TableKind.MaterializedView).Select(v => $"{(v.Kind == TableKind.View ? "" : "materialized ")}view {v.Name}"),
            .. sequences.Select(s => $"sequence {s.Name}"),
            .. types.Where(t => !kept.Contains(t.Name)).Select(t => $"type {t.Name}"),
        ];
    }

    /// <summary>Two items that go to one place are a problem of the second.</summary>
    private static List<TablePlan> Distinct(IReadOnlyList<TablePlan> tables)
    {
        // Most engines compare names without case, and there the second table would replace the first.
        static Relation KeyOf(Relation place) => place is TableName name
            ? new TableName(name.Catalog?.ToUpperInvariant(), name.Schema?.ToUpperInvariant(), name.Name.ToUpperInvariant())
            : place;
        var places = new Dictionary<Relation, string>();
        return [.. tables.Select(t => places.TryAdd(KeyOf(t.Target), t.Item.Name)
            ? t
            : t with { Problems = [.. t.Problems, $"{t.Item.Name} and {places[KeyOf(t.Target)]} both go to {t.Target.DisplayName}"] })];
    }

    /// <summary>A table that others of the copy inherit from, read without their rows: they go along for themselves, and would arrive twice.</summary>
    private static FoundItem WithoutHeirs(FoundItem found, List<FoundItem> all)
    {
        TableName[] heirs = [.. found.Model is { } model ? all.Select(other => other.Model).OfType<TableModel>().Where(other => other.Inherits.Contains(model.Name)).Select(other => other.Name) : []];
        return heirs.Length == 0 ? found : found with { Item = found.Item with { WithoutRowsOf = heirs }, Rows = null };
    }

    private sealed record FoundItem(SourceItem Item, TableModel? Model, IReadOnlyList<ColumnModel> Columns, Relation Place, long? Rows);
}
