using System.Text;
using Hawser.Connectors;
using Hawser.Copy;

namespace Hawser.Cli.Rendering;

/// <summary>A plan for people: what happens to every column, what is not carried, what stands in the way.</summary>
internal static class PlanText
{
    public static string Write(CopyPlan plan)
    {
        var text = new StringBuilder();
        text.Append($"{CellText.Visible(plan.Source)} → {CellText.Visible(plan.Target)}   {Plural.Of(plan.Tables.Count, "table")}{Moment(plan)}, verified by {Words.Of(plan.Options.Verify)}\n");
        foreach (TablePlan table in plan.Tables)
        {
            text.Append('\n');
            Table(text, table);
        }

        if (plan.NotCarried.Count > 0)
        {
            text.Append("\nnot carried\n");
            Lines(text, "  ", plan.NotCarried);
        }

        return text.ToString();
    }

    private static string Moment(CopyPlan plan) => plan.Consistency switch
    {
        Consistency.Shared => ", read as of one moment",
        Consistency.PerSession => ", each session as of a moment of its own",
        _ => "",
    };

    private static void Table(StringBuilder text, TablePlan table)
    {
        string rows = table.EstimatedRows is { } count ? $"about {Plural.Of(count, "row")}, " : "";
        text.Append($"{CellText.Visible(table.Item.Name)} → {CellText.Visible(table.Target.DisplayName)}   {rows}{Words.Of(table.Mode)}, {Words.Of(table.Fidelity)}\n");
        Columns(text, table);
        if (table.PrimaryKey is { } key)
        {
            text.Append($"  primary key {Words.Columns(key.Columns)}\n");
        }

        Lines(text, "  made with it: ", table.Types.Select(Words.Of));
        Lines(text, "  not carried: ", table.NotCarried);
        Lines(text, "  problem: ", table.Problems);
    }

    private static void Columns(StringBuilder text, TablePlan table)
    {
        var columns = new TextTable("column", "source type", "target", "target type", "fidelity", "note") { Indent = "  " };
        var notes = new Footnotes(table.Columns.Select(c => c.Note));
        foreach (ColumnPlan column in table.Columns)
        {
            string renamed = column.TargetName == column.Source.Name ? "" : column.TargetName;
            string note = string.Join("; ", new[] { notes.For(column.Note), column.IsLossAllowed ? "the loss is allowed" : "" }.Where(n => n.Length > 0));
            columns.Add(column.Source.Name, SourceType(column.Source), renamed, TargetType(column), Words.Of(column.Fidelity), note);
        }

        columns.WriteTo(text);
        notes.WriteTo(text, "  ");
    }

    private static string SourceType(ColumnModel column) =>
        column.NativeType.Length > 0 ? column.NativeType : Words.Of(column.Field);

    private static string TargetType(ColumnPlan column) =>
        column.TargetNativeType.Length > 0 ? column.TargetNativeType : Words.Of(column.Stored);

    private static void Lines(StringBuilder text, string head, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            text.Append(head).Append(CellText.Visible(line)).Append('\n');
        }
    }
}
