using System.Globalization;
using System.Text;
using Hawser.Cli.Copying;
using Hawser.Connectors;

namespace Hawser.Cli.Rendering;

/// <summary>Tables for people.</summary>
internal static class SchemaText
{
    public static string Write(SchemaView view)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{CellText.Visible(view.Location)}   {view.ServerVersion ?? view.Connector}, {Counts(view.Tables)}\n");
        foreach (TableModel table in view.Tables)
        {
            text.Append('\n');
            Table(text, table, view.EstimatedRows.TryGetValue(table.Name, out long rows) ? rows : null);
        }

        if (view.Sequences.Count > 0)
        {
            text.Append("\nsequences\n");
            foreach (SequenceModel sequence in view.Sequences)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {CellText.Visible(sequence.Name.ToString())} from {sequence.Start} by {sequence.Increment}\n");
            }
        }

        return text.ToString();
    }

    private static string Counts(IReadOnlyList<TableModel> tables)
    {
        int views = tables.Count(t => t.Kind is TableKind.View or TableKind.MaterializedView);
        string count = Plural.Of(tables.Count - views, "table");
        return views == 0 ? count : $"{count}, {Plural.Of(views, "view")}";
    }

    private static void Table(StringBuilder text, TableModel table, long? rows)
    {
        text.Append(CellText.Visible(table.Name.ToString())).Append("   ").Append(Words.Of(table.Kind).Replace('_', ' '));
        text.Append(rows is { } count ? $", about {Plural.Of(count, "row")}" : "");
        text.Append(string.Concat(table.Properties.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value is "" or "true" ? $", {p.Key}" : $", {p.Key}={p.Value}"))).Append('\n');
        if (table.Comment is { } comment)
        {
            text.Append("  ").Append(CellText.Visible(comment)).Append('\n');
        }

        Columns(text, table);
        foreach (string line in TableObjects.Of(table))
        {
            text.Append("  ").Append(line).Append('\n');
        }
    }

    private static void Columns(StringBuilder text, TableModel table)
    {
        var columns = new TextTable("column", "type", "Arrow", "null", "default", "note") { Indent = "  " };
        var reading = new Footnotes(table.Columns.Select(Reading));
        foreach (ColumnModel column in table.Columns)
        {
            string notes = string.Join("; ", Notes(column).Append(reading.For(Reading(column))).Where(n => n.Length > 0));
            columns.Add(column.Name, column.NativeType, Words.Of(column.Field), column.IsNullable ? "" : "no", column.Default ?? "", notes);
        }

        columns.WriteTo(text);
        reading.WriteTo(text, "  ");
    }

    private static string? Reading(ColumnModel column) =>
        column.ReadNote is { } note ? $"{Words.Of(column.ReadFidelity)}: {note}" : column.ReadFidelity == Fidelity.Exact ? null : Words.Of(column.ReadFidelity);

    private static IEnumerable<string> Notes(ColumnModel column)
    {
        if (column.Identity is { } identity)
        {
            yield return identity.IsAlways ? "numbers itself, always" : "numbers itself";
        }

        if (column.Generated is { } generated)
        {
            yield return $"{(generated.IsStored ? "stored" : "computed")}: {generated.Expression}";
        }

        if (column.Collation is { } collation)
        {
            yield return $"collation {collation}";
        }

        if (column.Comment is { } comment)
        {
            yield return comment;
        }
    }
}
