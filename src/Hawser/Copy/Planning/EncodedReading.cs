using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>Decides which columns are read in the bytes of the source's own engine: those that the user names, and between two databases of one engine those that are exact only so.</summary>
internal static class EncodedReading
{
    /// <summary>The names of the columns, as the source has them.</summary>
    /// <param name="source">Where the columns are.</param>
    /// <param name="target">Where they go.</param>
    /// <param name="item">What is read.</param>
    /// <param name="columns">Its columns as they are read when they are not encoded.</param>
    /// <param name="place">Where they land.</param>
    /// <param name="existing">The table that is added to; null for one that is made.</param>
    /// <param name="options">The copy's options.</param>
    public static HashSet<string> Choose(
        Database source, Database target, SourceItem item, IReadOnlyList<ColumnModel> columns, Relation place, TableModel? existing, CopyOptions options)
    {
        TypeMap types = source.TypeMap;
        bool isSame = types.ReadsEncoded && IsSameEngine(source, target) && place is TableName;
        return [.. columns.Where(c => IsWanted(c) || (isSame && Fits(c) && types.PrefersEncoded(c))).Select(c => c.Name)];

        bool IsWanted(ColumnModel column) => options.Encode.Any(name => ColumnPlanner.IsNamed(name, item, column));

        bool Fits(ColumnModel column) => existing is null || existing.Columns.Any(c => c.Name.Equals(column.Name, StringComparison.OrdinalIgnoreCase) && c.NativeType == column.NativeType);
    }

    /// <summary>Whether two databases are of one engine.</summary>
    public static bool IsSameEngine(Database source, Database target) => source.Connector.Name == target.Connector.Name;

    /// <summary>The columns of a plan that the source is asked for encoded.</summary>
    public static HashSet<string> OfSource(TablePlan plan, Database source) =>
        source.TypeMap.ReadsEncoded ? [.. plan.Columns.Where(c => source.TypeMap.IsEncoded(c.Source.Field)).Select(c => c.Source.Name)] : [];

    /// <summary>The columns of a plan that the target is asked for encoded when it is read back.</summary>
    public static HashSet<string> OfTarget(TablePlan plan, Database target) =>
        target.TypeMap.ReadsEncoded ? [.. plan.Columns.Where(c => target.TypeMap.IsEncoded(c.Stored)).Select(c => c.TargetName)] : [];
}
