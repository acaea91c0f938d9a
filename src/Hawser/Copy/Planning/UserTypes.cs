using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>What the columns of a copy between two databases of one engine are made of besides the engine's own types, and what of that the target has.</summary>
internal sealed class UserTypes
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<UserTypeModel>?> _source;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<UserTypeModel>?> _target;

    private UserTypes(IReadOnlyDictionary<string, IReadOnlyList<UserTypeModel>?> source, IReadOnlyDictionary<string, IReadOnlyList<UserTypeModel>?> target) => (_source, _target) = (source, target);

    /// <summary>Nothing to know: the engines differ, or there are no such types.</summary>
    public static UserTypes None { get; } = new(new Dictionary<string, IReadOnlyList<UserTypeModel>?>(), new Dictionary<string, IReadOnlyList<UserTypeModel>?>());

    /// <summary>Asks both databases, each once for all columns.</summary>
    public static async ValueTask<UserTypes> ReadAsync(Connection reading, Connection writing, IEnumerable<string> nativeTypes, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, IReadOnlyList<UserTypeModel>?> source = await reading.Catalog.GetTypesOfAsync([.. nativeTypes.Distinct()], cancellationToken).ConfigureAwait(false);
        string[] asked = [.. source.Keys.Concat(source.Values.SelectMany(types => types ?? []).Select(type => type.NativeType)).Distinct()];
        return asked.Length == 0 ? None : new UserTypes(source, await writing.Catalog.GetTypesOfAsync(asked, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Adds a problem for each column of a new table whose type the target does not know: a type that a mark names, and that an extension or a user brought in another database.</summary>
    public static async ValueTask<IReadOnlyList<TablePlan>> RefuseUnknownAsync(Connection writing, IReadOnlyList<TablePlan> plans, CancellationToken cancellationToken)
    {
        static bool IsMade(TablePlan plan) => plan is { Target: TableName, Mode: LoadMode.Create or LoadMode.Replace };
        string[] asked = [.. plans.Where(IsMade).SelectMany(p => p.Columns).Where(c => c.TargetNativeType != c.Source.NativeType).Select(c => c.TargetNativeType).Distinct()];
        IReadOnlyDictionary<string, IReadOnlyList<UserTypeModel>?> known = asked.Length == 0
            ? new Dictionary<string, IReadOnlyList<UserTypeModel>?>()
            : await writing.Catalog.GetTypesOfAsync(asked, cancellationToken).ConfigureAwait(false);
        return [.. plans.Select(plan => IsMade(plan) ? plan with { Problems = [.. plan.Problems, .. plan.Columns.Where(IsUnknown).Select(Refusal)] } : plan)];

        bool IsUnknown(ColumnPlan column) => column.TargetNativeType != column.Source.NativeType && known.TryGetValue(column.TargetNativeType, out IReadOnlyList<UserTypeModel>? made) && made is null;

        string Refusal(ColumnPlan column) =>
            $"column \"{column.TargetName}\" would be of type {column.TargetNativeType}, which {writing.Database.DisplayName} lacks; make the type or install its extension there first, or cast the column in a query";
    }

    /// <summary>The types that a column is made of, each before those that are made of it.</summary>
    public IReadOnlyList<UserTypeModel> Of(ColumnModel column) => _source.GetValueOrDefault(column.NativeType) ?? [];

    /// <summary>Those of them that the target lacks and a load can make.</summary>
    public IEnumerable<UserTypeModel> ToMake(ColumnModel column) => Of(column).Where(type => There(type) is null && Obstacle(type, "") is null);

    /// <summary>Why the target cannot take a column of its type; null when it can, or can make what is missing.</summary>
    public string? Problem(ColumnModel column, string target)
    {
        foreach (UserTypeModel type in Of(column))
        {
            string? problem = There(type) is { } there ? Difference(type, there, target) : Obstacle(type, target);
            if (problem is not null)
            {
                return $"column \"{column.Name}\" is of type {column.NativeType}: {problem}";
            }
        }

        return null;
    }

    /// <summary>Which values of a column the target's types may refuse, in words; null when they are the source's.</summary>
    public string? Narrowing(ColumnModel column)
    {
        foreach (UserTypeModel type in Of(column))
        {
            if (There(type) is not { } there)
            {
                continue;
            }

            string[] labels = [.. type.Labels.Except(there.Labels)];
            if (labels.Length > 0)
            {
                return $"the target's {type.NativeType} lacks the label{(labels.Length == 1 ? "" : "s")} {string.Join(", ", labels.Select(label => $"\"{label}\""))}";
            }

            if (there.Checks.Any(check => type.Checks.All(own => own.Expression != check.Expression)) || (type.IsNullable && !there.IsNullable))
            {
                return $"the target's domain {type.NativeType} has other conditions";
            }
        }

        return null;
    }

    private UserTypeModel? There(UserTypeModel type) => _target.GetValueOrDefault(type.NativeType)?[^1];

    private static string? Obstacle(UserTypeModel type, string target) => type switch
    {
        { Extension: { } extension } => $"{target} lacks the extension {extension}, which brings {type.NativeType}; install it there first (CREATE EXTENSION)",
        { Kind: UserTypeKind.Enum or UserTypeKind.Domain or UserTypeKind.Composite } => null,
        _ => $"{target} lacks the type {type.NativeType}, which is no enum, domain or composite and is not made by a copy; make it there first",
    };

    private static string? Difference(UserTypeModel source, UserTypeModel there, string target)
    {
        bool isSame = source.Kind == there.Kind && source.BaseType == there.BaseType && source.Attributes.SequenceEqual(there.Attributes);
        return isSame ? null : $"the type {source.NativeType} of {target} is another one{Said(there)}";
    }

    private static string Said(UserTypeModel type) => type.Kind switch
    {
        UserTypeKind.Composite => $": ({string.Join(", ", type.Attributes.Select(a => $"{a.Key} {a.Value}"))})",
        UserTypeKind.Domain => $": a domain over {type.BaseType}",
        UserTypeKind.Enum => ": an enum",
        _ => "",
    };
}
