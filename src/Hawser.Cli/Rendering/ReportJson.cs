using System.Text.Json;
using Hawser.Connectors;
using Hawser.Copy;

namespace Hawser.Cli.Rendering;

/// <summary>What a copy did, for programs.</summary>
internal static class ReportJson
{
    public static void Write(Utf8JsonWriter json, CopyReport report)
    {
        json.WriteStartObject();
        PlanJson.WriteHead(json, report.Plan);
        json.WriteNumber("elapsed_seconds", Seconds(report.Elapsed));
        json.WriteNumber("rows_written", report.RowsWritten);
        json.WriteNumber("peak_buffer_bytes", report.PeakBufferBytes);
        json.WriteArray("tables", report.Tables, WriteTable);
        json.WriteStrings("not_carried", report.Plan.NotCarried);
        json.WriteEndObject();
    }

    private static void WriteTable(Utf8JsonWriter json, TableReport table)
    {
        json.WriteNumber("rows_read", table.RowsRead);
        json.WriteNumber("rows_written", table.RowsWritten);
        json.WriteNumber("rows_rejected", table.RowsRejected);
        if (table.RejectFile is not null)
        {
            json.WriteString("reject_file", table.RejectFile);
        }

        json.WriteNumber("bytes", table.Bytes);
        json.WriteNumber("elapsed_seconds", Seconds(table.Elapsed));
        json.WriteNumber("verify_seconds", Seconds(table.VerifyElapsed));
        json.WriteString("verified", Words.Of(table.Verified));
        json.WriteBoolean("pushed_down", table.WasPushedDown);
        json.WriteArray("messages", table.Messages, (j, m) =>
        {
            j.WriteString("severity", Words.Of(m.Severity));
            j.WriteString("text", m.Text);
            j.WriteStringIf("code", m.Code);
        });
        json.WriteStartObject("plan");
        PlanJson.WriteTable(json, table.Plan);
        json.WriteEndObject();
    }

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 6);
}
