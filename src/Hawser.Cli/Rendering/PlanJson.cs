using System.Text.Json;
using Hawser.Copy;

namespace Hawser.Cli.Rendering;

/// <summary>A plan for programs.</summary>
internal static class PlanJson
{
    public static void Write(Utf8JsonWriter json, CopyPlan plan)
    {
        json.WriteStartObject();
        WriteHead(json, plan);
        json.WriteArray("tables", plan.Tables, WriteTable);
        json.WriteStrings("not_carried", plan.NotCarried);
        json.WriteStrings("problems", plan.Problems);
        json.WriteEndObject();
    }

    public static void WriteHead(Utf8JsonWriter json, CopyPlan plan)
    {
        json.WriteString("source", plan.Source);
        json.WriteString("target", plan.Target);
        json.WriteString("consistency", Words.Of(plan.Consistency));
        json.WriteString("verify", Words.Of(plan.Options.Verify));
    }

    public static void WriteTable(Utf8JsonWriter json, TablePlan table)
    {
        json.WriteString("table", table.Item.Name);
        json.WriteString("source", table.Item.Relation.DisplayName);
        json.WriteString("target", table.Target.DisplayName);
        json.WriteString("mode", Words.Of(table.Mode));
        json.WriteString("fidelity", Words.Of(table.Fidelity));
        if (table.EstimatedRows is { } rows)
        {
            json.WriteNumber("estimated_rows", rows);
        }

        json.WriteArray("columns", table.Columns, WriteColumn);
        json.WriteStrings("primary_key", table.PrimaryKey?.Columns ?? []);
        json.WriteStrings("types_made", table.Types.Select(Words.Of));
        json.WriteStrings("not_carried", table.NotCarried);
        json.WriteStrings("problems", table.Problems);
    }

    private static void WriteColumn(Utf8JsonWriter json, ColumnPlan column)
    {
        json.WriteString("source", column.Source.Name);
        json.WriteString("source_type", column.Source.NativeType);
        json.WriteString("source_arrow_type", Words.Of(column.Source.Field));
        json.WriteString("target", column.TargetName);
        json.WriteString("target_type", column.TargetNativeType);
        json.WriteString("target_arrow_type", Words.Of(column.Stored));
        json.WriteString("fidelity", Words.Of(column.Fidelity));
        json.WriteStringIf("note", column.Note);
        json.WriteBoolean("loss_allowed", column.IsLossAllowed);
    }
}
