using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>Plans the columns of one table: how the target keeps each, the way there and what is lost on it.</summary>
/// <param name="source">Where the table is.</param>
/// <param name="target">Where it goes.</param>
/// <param name="options">What the copy may do.</param>
/// <param name="userTypes">The types that the source's users made.</param>
/// <param name="item">The table.</param>
/// <param name="problems">Gets what stands in the way.</param>
/// <param name="notCarried">Gets what stays behind.</param>
internal sealed class ColumnPlanner(
    Database source, Database target, CopyOptions options, UserTypes userTypes, SourceItem item, List<string> problems, List<string> notCarried)
{
    /// <summary>Plans columns that the target is to get.</summary>
    /// <param name="columns">The source's columns.</param>
    /// <param name="place">Where they go.</param>
    /// <param name="keyColumns">Those of the key that the target is to have.</param>
    public ColumnPlan[] Make(IReadOnlyList<ColumnModel> columns, Relation place, string[] keyColumns)
    {
        TypeMap types = place is FileRelation file
            ? target.Connector.FileFormats.FirstOrDefault(f => f.Name == file.Format)?.TypeMap ?? target.TypeMap
            : target.TypeMap;
        foreach (IGrouping<string, ColumnModel> same in columns.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            problems.Add($"{item.Name} has {same.Count()} columns named \"{same.Key}\"; give them different names");
        }

        if (target.Capabilities.MaxColumns is { } most && columns.Count > most)
        {
            problems.Add($"{item.Name} has {columns.Count} columns; {target.Connector.Name} allows {most}");
        }

        return [.. columns.Select(c => MakeColumn(c, types, keyColumns.Contains(c.Name) ? keyColumns.Length : 0)).OfType<ColumnPlan>()];
    }

    /// <summary>Plans columns for those that a table of the target has, by name.</summary>
    public ColumnPlan[] Match(IReadOnlyList<ColumnModel> columns, TableModel existing)
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
                problems.Add($"two columns of {item.Name} match \"{match.Name}\" of {existing.Name}");
            }
            else if (IsKept(column, match))
            {
                plans.Add(Keep(column, match.Name, match.NativeType, column.Field.WithName(match.Name).WithNullable(match.IsNullable)));
            }
            else if (Decide(column, match.Name, match.NativeType, match.Field, match.ReadFidelity, match.ReadNote) is { } plan)
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

    /// <summary>Whether an allowance of loss, <c>table.column</c> or <c>column</c>, is about this column.</summary>
    public static bool IsNamed(string allowance, SourceItem item, ColumnModel column) =>
        allowance.Equals(column.Name, StringComparison.OrdinalIgnoreCase) || allowance.Equals($"{item.Name}.{column.Name}", StringComparison.OrdinalIgnoreCase);

    private ColumnPlan? MakeColumn(ColumnModel column, TypeMap types, int keyColumnCount)
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
            problems.Add($"column \"{column.Name}\" ({column.Field.Type}) of {item.Name}: {refusal.Detail}");
            return null;
        }

        Field stored = sink.Stored.WithName(column.Name).WithNullable(column.IsNullable);
        return Decide(column, column.Name, sink.NativeType, stored, sink.Fidelity, sink.Note);

        SinkColumn InKey(SinkColumn kept) => keyColumnCount > 0 ? types.InKey(kept, keyColumnCount) : kept;
    }

    /// <summary>A column that stays as it is; what reading does not give whole, or the target's engine does not take back, is all that can be lost.</summary>
    private ColumnPlan Keep(ColumnModel column, string targetName, string nativeType, Field stored)
    {
        bool isWhole = target.TypeMap.IsEncoded(column.Field);
        if (userTypes.Problem(column, target.DisplayName) is { } problem)
        {
            problems.Add(problem);
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

    private void Miss(bool allowed, string problem, string remedy, string leftBehind)
    {
        if (allowed)
        {
            notCarried.Add(leftBehind);
        }
        else
        {
            problems.Add($"{problem}; {remedy}");
        }
    }

    private ColumnPlan? Decide(ColumnModel column, string targetName, string nativeType, Field stored, Fidelity sinkFidelity, string? sinkNote)
    {
        if (ConversionTable.Find(column.Field, stored) is not { } conversion)
        {
            problems.Add($"column \"{column.Name}\" of {item.Name} is {column.Field.Type}; \"{targetName}\" is {nativeType} ({stored.Type}), and there is no way from one to the other");
            return null;
        }

        Fidelity extension = column.Field.ExtensionName is not null && !IsSameMark(column.Field, stored)
            && (sinkFidelity == Fidelity.Exact || column.Field.ExtensionName == stored.ExtensionName) ? Fidelity.Encoded : Fidelity.Exact;
        string? lost = LostType(column, stored);

        // A sink that asks for another form has said itself whether its columns remember what they were.
        Fidelity conversionFidelity = conversion.Fidelity == Fidelity.Encoded && sinkFidelity != Fidelity.Exact ? Fidelity.Widened : conversion.Fidelity;
        Fidelity fidelity = new[] { column.ReadFidelity, sinkFidelity, conversionFidelity, extension, lost is null ? Fidelity.Exact : Fidelity.Widened }.Max();
        string[] notes = [.. new[] { column.ReadNote, sinkNote, sinkNote is null || conversion.Fidelity == Fidelity.Lossy ? conversion.Note : null, extension == Fidelity.Encoded ? $"it is no longer marked as {Mark(column.Field)}" : null, lost }.OfType<string>().Distinct()];
        bool allowed = fidelity == Fidelity.Lossy && IsLossAllowed(column);
        if (fidelity == Fidelity.Lossy && !allowed)
        {
            problems.Add($"column \"{column.Name}\" of {item.Name} ({column.Field.Type} to {nativeType}) would lose something: {string.Join("; ", notes)}; allow it with --allow-loss {item.Name}.{column.Name}");
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

    private bool IsLossAllowed(ColumnModel column) => options.AllowLoss.Any(a => IsNamed(a, item, column));
}
