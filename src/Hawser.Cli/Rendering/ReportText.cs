using System.Globalization;
using System.Text;
using Hawser.Connectors;
using Hawser.Copy;

namespace Hawser.Cli.Rendering;

/// <summary>What a copy did, for people.</summary>
internal static class ReportText
{
    public static string Write(CopyReport report)
    {
        var text = new StringBuilder();
        var table = new TextTable("table", "rows", "time", "rows/s", "MB/s", "verified", "columns").AlignRight(1).AlignRight(2).AlignRight(3).AlignRight(4);
        foreach (TableReport done in report.Tables)
        {
            table.Add(done.Plan.Item.Name, Number(done.RowsWritten), Seconds(done.Elapsed), RowsPerSecond(done), MegabytesPerSecond(done), Verified(done), Columns(done.Plan));
        }

        table.WriteTo(text);
        foreach (TableReport done in report.Tables)
        {
            Notes(text, done);
        }

        foreach (string left in report.Plan.NotCarried)
        {
            text.Append("not carried: ").Append(CellText.Visible(left)).Append('\n');
        }

        text.Append($"{Plural.Of(report.Tables.Count, "table")}, {Plural.Of(report.RowsWritten, "row")} in {Seconds(report.Elapsed)}\n");
        return text.ToString();
    }

    private static void Notes(StringBuilder text, TableReport done)
    {
        string name = CellText.Visible(done.Plan.Item.Name);
        if (done.RowsRejected > 0)
        {
            text.Append($"{name}: {Plural.Of(done.RowsRejected, "row")} rejected of {Plural.Of(done.RowsRead, "row")} read{(done.RejectFile is null ? "" : $", kept in {done.RejectFile}")}\n");
        }

        if (done.WasPushedDown)
        {
            text.Append($"{name}: {(done.Bytes == 0 ? "read by the target's engine itself" : "passed on in the engine's own bytes")}\n");
        }

        foreach (UserTypeModel type in done.Plan.Types)
        {
            text.Append($"{name}: made with it: {CellText.Visible(Words.Of(type))}\n");
        }

        foreach (string left in done.Plan.NotCarried)
        {
            text.Append($"{name}: not carried: {CellText.Visible(left)}\n");
        }

        foreach (ServerMessage message in done.Messages)
        {
            text.Append($"{name}: {Words.Of(message.Severity)}: {CellText.Visible(message.Text)}\n");
        }
    }

    // "3 exact, 1 widened": what became of the columns, in the order of concern.
    private static string Columns(TablePlan plan) =>
        string.Join(", ", plan.Columns.GroupBy(c => c.Fidelity).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Words.Of(g.Key)}"));

    private static string Verified(TableReport done) => done.Verified switch
    {
        VerifyMode.Hash => $"by hash, {Seconds(done.VerifyElapsed)}",
        VerifyMode.Count => $"by count, {Seconds(done.VerifyElapsed)}",
        _ => "no",
    };

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds switch
    {
        < 10 => time.TotalSeconds.ToString("0.00 s", CultureInfo.InvariantCulture),
        < 100 => time.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture),
        _ => time.ToString("h\\:mm\\:ss", CultureInfo.InvariantCulture),
    };

    private static string RowsPerSecond(TableReport done) => done.Elapsed.TotalSeconds > 0 ? Number((long)(done.RowsRead / done.Elapsed.TotalSeconds)) : "";

    private static string MegabytesPerSecond(TableReport done) =>
        done.Elapsed.TotalSeconds > 0 && done.Bytes > 0 ? (done.Bytes / done.Elapsed.TotalSeconds / 1e6).ToString("N1", CultureInfo.InvariantCulture) : "";
}
