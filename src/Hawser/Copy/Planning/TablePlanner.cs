using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>Plans one table: matches its columns with the target's, decides types, lists what is not carried and what stands in the way.</summary>
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
        ColumnPlan[] plans = append ? MatchColumns(item, columns, existing!) : MakeColumns(item, columns, place, KeyColumns(model, columns, place));
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

    private ColumnPlan[] MakeColumns(SourceItem item, IReadOnlyList<ColumnModel> columns, Relation place, string[] keyColumns)
    {
        TypeMap types = place is FileRelation file
            ? target.Connector.FileFormats.FirstOrDefault(f => f.Name == file.Format)?.TypeMap ?? target.TypeMap
            : target.TypeMap;
        foreach (IGrouping<string, ColumnModel> same in columns.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            _problems.Add($"{item.Name} has {same.Count()} columns named \"{same.Key}\"; give them different names");
        }

        if (target.Capabilities.MaxColumns is { } most && columns.Count > most)
        {
            _problems.Add($"{item.Name} has {columns.Count} columns; {target.Connector.Name} allows {most}");
        }

        return [.. columns.Select(c => MakeColumn(item, c, types, keyColumns.Contains(c.Name) ? keyColumns.Length : 0)).OfType<ColumnPlan>()];
    }

    private ColumnPlan? MakeColumn(SourceItem item, ColumnModel column, TypeMap types, int keyColumnCount)
    {
        bool isSame = EncodedReading.IsSameEngine(source, target) && ReferenceEquals(types, target.TypeMap);
        SinkColumn sink;
        try
        {
            if (isSame && types.ToSame(column) is { } same && InKey(same) == same)
            {
                return Keep(column, column.Name, same.NativeType, same.Stored.WithName(column.Name).WithNullable(column.IsNullable));
            }

            sink = InKey(types.ToNative(column.Field));
        }
        catch (ConnectorException refusal) when (refusal.Status == ConnectorStatus.NotSupported)
        {
            _problems.Add($"column \"{column.Name}\" ({column.Field.Type}) of {item.Name}: {refusal.Detail}");
            return null;
        }

        Field stored = sink.Stored.WithName(column.Name).WithNullable(column.IsNullable);
        return Decide(item, column, column.Name, sink.NativeType, stored, sink.Fidelity, sink.Note);

        SinkColumn InKey(SinkColumn kept) => keyColumnCount > 0 ? types.InKey(kept, keyColumnCount) : kept;
    }

    /// <summary>A column that stays as it is; what reading does not give whole, or the target's engine does not take back, is all that can be lost.</summary>
    private ColumnPlan Keep(ColumnModel column, string targetName, string nativeType, Field stored)
    {
        bool isWhole = target.TypeMap.IsEncoded(column.Field);
        if (userTypes.Problem(column, target.DisplayName) is { } problem)
        {
            _problems.Add(problem);
        }

        (Fidelity fidelity, string? note) = (isWhole ? Fidelity.Exact : column.ReadFidelity, isWhole ? null : column.ReadNote);
        if (!isWhole && target.TypeMap.ToSame(column) is { } same && same.Fidelity > fidelity)
        {
            (fidelity, note) = (same.Fidelity, same.Note);
        }

        return userTypes.Narrowing(column) is not { } narrowing
            ? new ColumnPlan(column, targetName, nativeType, stored, fidelity) { Note = note }
            : new ColumnPlan(column, targetName, nativeType, stored, fidelity > Fidelity.Checked ? fidelity : Fidelity.Checked) { Note = note is null ? narrowing : $"{note}; {narrowing}" };
    }

    /// <summary>Whether an existing column takes the source's as it is: one engine and one native type, or the engine's own bytes of that type.</summary>
    private bool IsKept(ColumnModel column, ColumnModel match)
    {
        TypeMap types = target.TypeMap;
        bool isSame = EncodedReading.IsSameEngine(source, target) && types.ToSame(column) is not null && column.NativeType == match.NativeType;
        return isSame || (types.IsEncoded(column.Field) && types.ToNative(column.Field).NativeType == match.NativeType);
    }

    private ColumnPlan[] MatchColumns(SourceItem item, IReadOnlyList<ColumnModel> columns, TableModel existing)
    {
        var plans = new List<ColumnPlan>();
        var matched = new HashSet<ColumnModel>();
        foreach (ColumnModel column in columns)
        {
            ColumnModel? match = existing.Column(column.Name) ?? existing.Columns.FirstOrDefault(c => c.Name.Equals(column.Name, StringComparison.OrdinalIgnoreCase));
            if (match is null)
            {
                Miss(options.AllowExtraColumns, $"{existing.Name} has no column \"{column.Name}\", which {item.Name} has", "--allow-extra-columns leaves it out", $"column {column.Name}, which the target lacks");
            }
            else if (match.Generated is not null)
            {
                Miss(options.AllowExtraColumns, $"column \"{match.Name}\" of {existing.Name} is generated and takes no values", "--allow-extra-columns leaves it out", $"column {column.Name}, which the target generates");
            }
            else if (!matched.Add(match))
            {
                _problems.Add($"two columns of {item.Name} match \"{match.Name}\" of {existing.Name}");
            }
            else if (IsKept(column, match))
            {
                plans.Add(Keep(column, match.Name, match.NativeType, column.Field.WithName(match.Name).WithNullable(match.IsNullable)));
            }
            else if (Decide(item, column, match.Name, match.NativeType, match.Field, match.ReadFidelity, match.ReadNote) is { } plan)
            {
                plans.Add(plan);
            }
        }

        foreach (ColumnModel column in existing.Columns.Where(c => c.Generated is null && !matched.Contains(c)))
        {
            Miss(options.AllowMissingColumns, $"{item.Name} has no column \"{column.Name}\", which {existing.Name} has", "--allow-missing-columns gives it its default", $"column {column.Name} of the target, which gets its default");
        }

        return [.. plans];
    }

    private void Miss(bool allowed, string problem, string remedy, string notCarried)
    {
        if (allowed)
        {
            _notCarried.Add(notCarried);
        }
        else
        {
            _problems.Add($"{problem}; {remedy}");
        }
    }

    private ColumnPlan? Decide(SourceItem item, ColumnModel column, string targetName, string nativeType, Field stored, Fidelity sinkFidelity, string? sinkNote)
    {
        if (ConversionTable.Find(column.Field, stored) is not { } conversion)
        {
            _problems.Add($"column \"{column.Name}\" of {item.Name} is {column.Field.Type}; \"{targetName}\" is {nativeType} ({stored.Type}), and there is no way from one to the other");
            return null;
        }

        Fidelity extension = column.Field.ExtensionName is not null && !IsSameMark(column.Field, stored)
            && (sinkFidelity == Fidelity.Exact || column.Field.ExtensionName == stored.ExtensionName) ? Fidelity.Encoded : Fidelity.Exact;
        string? lost = LostType(column, stored);

        // A sink that asks for another form has said itself whether its columns remember what they were.
        Fidelity conversionFidelity = conversion.Fidelity == Fidelity.Encoded && sinkFidelity != Fidelity.Exact ? Fidelity.Widened : conversion.Fidelity;
        Fidelity fidelity = new[] { column.ReadFidelity, sinkFidelity, conversionFidelity, extension, lost is null ? Fidelity.Exact : Fidelity.Widened }.Max();
        string[] notes = [.. new[] { column.ReadNote, sinkNote, sinkNote is null || conversion.Fidelity == Fidelity.Lossy ? conversion.Note : null, extension == Fidelity.Encoded ? $"it is no longer marked as {Mark(column.Field)}" : null, lost }.OfType<string>().Distinct()];
        bool allowed = fidelity == Fidelity.Lossy && IsLossAllowed(item, column);
        if (fidelity == Fidelity.Lossy && !allowed)
        {
            _problems.Add($"column \"{column.Name}\" of {item.Name} ({column.Field.Type} to {nativeType}) would lose something: {string.Join("; ", notes)}; allow it with --allow-loss {item.Name}.{column.Name}");
        }

        return new ColumnPlan(column, targetName, nativeType, stored, fidelity) { Note = notes.Length == 0 ? null : string.Join("; ", notes), IsLossAllowed = allowed };
    }

    /// <summary>A native type that the field's metadata tells and that the target does not keep, in words: the values are whole, and come back in a type that could hold more.</summary>
    private static string? LostType(ColumnModel column, Field stored)
    {
        string? lost = ColumnMark.NativeTypes(column.Field).Except(ColumnMark.NativeTypes(stored)).FirstOrDefault();
        string said = $"that it is of type {lost} is not kept";
        return lost is null || column.ReadNote?.Contains(said, StringComparison.Ordinal) == true ? null : said;
    }

    private static string Mark(Field field) => field.ExtensionName == ExtensionNames.Opaque ? $"{field.ExtensionName} {field.ExtensionMetadata}" : field.ExtensionName!;

    /// <summary>Whether an extension type is the very same: an opaque type of another name is another type, whatever it is stored as.</summary>
    private static bool IsSameMark(Field left, Field right) =>
        left.ExtensionName == right.ExtensionName && (left.ExtensionName != ExtensionNames.Opaque || left.ExtensionMetadata == right.ExtensionMetadata);

    /// <summary>Whether an allowance of loss, <c>table.column</c> or <c>column</c>, is about this column.</summary>
    public static bool IsNamed(string allowance, SourceItem item, ColumnModel column) =>
        allowance.Equals(column.Name, StringComparison.OrdinalIgnoreCase) || allowance.Equals($"{item.Name}.{column.Name}", StringComparison.OrdinalIgnoreCase);

    private bool IsLossAllowed(SourceItem item, ColumnModel column) => options.AllowLoss.Any(a => IsNamed(a, item, column));
}
