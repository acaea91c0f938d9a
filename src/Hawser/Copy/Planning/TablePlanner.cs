using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>Plans one table: lists what is not carried and what stands in the way.</summary>
internal sealed class TablePlanner(Database source, Database target, CopyOptions options, KnownTables existingTables, UserTypes userTypes)
{
    private readonly List<string> _problems = [];
    private readonly List<string> _notCarried = [];

    public TablePlan Plan(SourceItem item, TableModel? model, IReadOnlyList<ColumnModel> columns, Relation place)
    {
        TableModel? existing = place is TableName name ? existingTables.Find(name) : null;
        CheckPlace(item, place, existing);
        if (columns.Count == 0)
        {
            _problems.Add($"{item.Name} has no columns, so there is nothing to copy");
        }

        bool append = options.Mode is LoadMode.Append or LoadMode.Upsert && existing is not null;
        var planner = new ColumnPlanner(source, target, options, userTypes, item, _problems, _notCarried);
        ColumnPlan[] plans = append ? planner.Match(columns, existing!) : planner.Make(columns, place, KeyColumns(model, columns, place));
        KeyModel? identity = append && options.Mode == LoadMode.Upsert ? UpsertKeyOf(existing!, plans) : KeyOf(model, plans);
        KeyModel? key = place is TableName && !append && target.Capabilities.Has(Capability.Constraints) ? identity : null;
        if (model is not null)
        {
            _notCarried.AddRange(item.WithoutRowsOf.Select(heir => $"the rows of {heir}, which inherits from it and is copied for itself"));
            _notCarried.AddRange(NullabilityLeftBehind(place, plans));

            // A column that was described by its values has none of what the catalog says about it.
            _notCarried.AddRange(NotCarriedObjects.Of(model, [.. columns.Select(c => model.Column(c.Name) ?? c)], carriesKey: key is not null || (append && HasKeyOf(model, existing!, plans))));
        }

        return new TablePlan(item, place, plans)
        {
            Mode = options.Mode,
            PrimaryKey = key,
            Identity = identity,
            NotCarried = _notCarried,
            Problems = _problems,
            Types = append ? [] : MissingTypes(plans),
            Definition = place is TableName table && !append ? Define(table, plans, key) with { Types = MissingTypes(plans) } : existing,
        };
    }

    /// <summary>The source's types that the kept columns are made of and the target lacks, in the order in which they can be made.</summary>
    private UserTypeModel[] MissingTypes(ColumnPlan[] plans) =>
        [.. plans.Where(p => p.TargetNativeType == p.Source.NativeType).SelectMany(p => userTypes.ToMake(p.Source)).DistinctBy(type => type.NativeType)];

    /// <summary>The columns of the key that the target is to have.</summary>
    private string[] KeyColumns(TableModel? model, IReadOnlyList<ColumnModel> columns, Relation place)
    {
        bool isKept = place is TableName && target.Capabilities.Has(Capability.Constraints) && model?.PrimaryKey is { } key && key.Columns.All(name => columns.Any(c => c.Name == name));
        return isKept ? [.. model!.PrimaryKey!.Columns] : [];
    }

    // The table that is added to may have the source's key already.
    private static bool HasKeyOf(TableModel model, TableModel existing, ColumnPlan[] plans) => model.PrimaryKey is { } key && existing.PrimaryKey is { } kept
        && key.Columns.Select(name => plans.FirstOrDefault(p => p.Source.Name == name)?.TargetName).SequenceEqual(kept.Columns, StringComparer.OrdinalIgnoreCase);

    private IEnumerable<string> NullabilityLeftBehind(Relation place, ColumnPlan[] plans)
    {
        string[] required = [.. plans.Where(p => !p.Source.IsNullable).Select(p => p.Source.Name)];
        bool isKept = place is not FileRelation file || target.Connector.FileFormats.Any(f => f.Name == file.Format && f.KeepsNullability);
        return isKept || required.Length == 0 ? [] : [$"NOT NULL of {string.Join(", ", required)}"];
    }

    private static TableModel Define(TableName table, ColumnPlan[] plans, KeyModel? key) =>
        new(table, [.. plans.Select(p => new ColumnModel(p.TargetName, p.TargetNativeType, p.Stored) { IsNullable = p.Source.IsNullable })]) { PrimaryKey = key };

    private void CheckPlace(SourceItem item, Relation place, TableModel? existing)
    {
        if (source.IsSameAs(target) && item.Relation.Equals(existing?.Name ?? place))
        {
            _problems.Add($"{item.Name} would be copied onto itself");
        }

        switch (place, options.Mode)
        {
            case (FileRelation file, LoadMode.Append or LoadMode.Upsert):
                _problems.Add($"{file.Path} is a file, which can be created or replaced but not appended to; use --mode replace");
                break;
            case (FileRelation file, LoadMode.Create) when File.Exists(file.Path):
                _problems.Add($"{file.Path} exists; use --mode replace to replace it");
                break;
            case (TableName, LoadMode.Create) when existing is not null:
                _problems.Add($"{place.DisplayName} exists in {target.DisplayName}; use --mode replace or --mode append");
                break;
            case (TableName, LoadMode.Append or LoadMode.Upsert) when existing is null:
                _problems.Add($"{place.DisplayName} does not exist in {target.DisplayName}; use --mode create");
                break;
            case (TableName, not LoadMode.Create) when existing?.Kind is TableKind.View or TableKind.MaterializedView:
                _problems.Add($"{place.DisplayName} is a view, which cannot be loaded");
                break;
        }
    }

    /// <summary>The source's primary key when all of it is copied: it tells rows apart even where the target does not keep it.</summary>
    private static KeyModel? KeyOf(TableModel? model, ColumnPlan[] plans)
    {
        bool kept = model?.PrimaryKey is { } key
            && key.Columns.All(c => plans.Any(p => p.Source.Name == c));
        return kept ? new KeyModel(null, model!.PrimaryKey!.Columns) : null;
    }

    /// <summary>The key by which an upsert tells rows apart, in the source's names.</summary>
    private KeyModel? UpsertKeyOf(TableModel existing, ColumnPlan[] plans)
    {
        if (!target.Capabilities.Has(Capability.Upsert))
        {
            _problems.Add($"{target.Connector.Name} has no way to replace rows by their key; use --mode append or --mode replace");
            return null;
        }

        var request = new LoadRequest(existing.Name, new Schema(plans.Select(p => p.Stored.WithName(p.TargetName))), LoadMode.Upsert) { Key = options.Key };
        try
        {
            IReadOnlyList<string> key = UpsertKey.Resolve(request, existing, target.Connector.Name);
            return new KeyModel(null, [.. key.Select(name => plans.First(p => p.TargetName.Equals(name, StringComparison.OrdinalIgnoreCase)).Source.Name)]);
        }
        catch (ConnectorException refusal)
        {
            _problems.Add(refusal.Detail.TrimEnd('.') + (refusal.Hint is null ? "" : $" ({refusal.Hint.TrimEnd('.')})"));
            return null;
        }
    }
}
