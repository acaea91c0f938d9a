using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>Matches the columns that come with those of the table, by name.</summary>
internal static class LoadColumns
{
    /// <exception cref="ConnectorException">A column is missing, extra, there twice, or of a type that does not fit.</exception>
    public static IReadOnlyList<LoadColumn> Match(TableModel table, LoadRequest request)
    {
        var columns = new List<LoadColumn>();
        var matched = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < request.Schema.Fields.Count; i++)
        {
            var field = request.Schema[i];
            var target = Find(table, field.Name);
            if (target is null)
            {
                ThrowUnless(request.AllowExtraColumns, table, $"has no column \"{field.Name}\"", Nearest(table, field.Name));
                continue;
            }

            if (!matched.Add(target.Name))
            {
                throw Mismatch(table, $"gets its column \"{target.Name}\" twice", null);
            }

            // The engine computes generated columns by itself.
            if (target.Generated is null)
            {
                columns.Add(Column(table, target, field, i));
            }
        }

        var missing = table.Columns.Where(column => column.Generated is null && !matched.Contains(column.Name)).Select(column => $"\"{column.Name}\"").ToArray();
        ThrowUnless(missing.Length == 0 || request.AllowMissingColumns, table, $"has the column(s) {string.Join(", ", missing)}, which do not come", null);
        return columns.Count > 0 ? columns : throw Mismatch(table, "gets no column", null);
    }

    /// <summary>INSERT with the casts that bring text back to the types that travel as text.</summary>
    public static string Insert(TableName table, IReadOnlyList<LoadColumn> columns, string source)
    {
        var dialect = DuckDbDialect.Instance;
        var names = string.Join(", ", columns.Select(column => dialect.QuoteName(column.Target)));
        var values = string.Join(", ", columns.Select((column, i) => Value(column, BatchScan.ColumnName(i))));
        return $"INSERT INTO {dialect.QuoteTable(table)} ({names}) SELECT {values} FROM {source}";
    }

    private static string Value(LoadColumn column, string name) => column.Scan.Form.Type.Equals(column.Type) ? name : $"CAST({name} AS {column.Type})";

    private static LoadColumn Column(TableModel table, ColumnModel target, Field field, int source)
    {
        var type = DuckDbTypeParser.Parse(target.NativeType);
        var form = VectorEncoders.Create(field, type);
        return CastRules.IsWhole(form.Type, type, field)
            ? new LoadColumn(new ScanColumn(source, target.Name, form, !target.IsNullable), target.Name, type)
            : throw Mismatch(table, $"has a column \"{target.Name}\" of {type}, which does not take {field.Type} whole", null);
    }

    private static ColumnModel? Find(TableModel table, string name) =>
        table.Column(name) ?? table.Columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));

    private static string? Nearest(TableModel table, string name) =>
        NearestName.Find(name, table.Columns.Select(column => column.Name)) is { } nearest ? $"Did you mean \"{nearest}\"?" : null;

    private static void ThrowUnless(bool allowed, TableModel table, string detail, string? hint)
    {
        if (!allowed)
        {
            throw Mismatch(table, detail, hint);
        }
    }

    private static ConnectorException Mismatch(TableModel table, string detail, string? hint) =>
        new(ConnectorStatus.InvalidData, DuckDbErrors.Connector, $"load: the table {table.Name.Name} {detail}.") { Hint = hint };
}
