using Hawser.Cli.CommandLine;
using Hawser.Cli.Copying;
using Hawser.Cli.Output;
using Hawser.Cli.Rendering;
using Hawser.Connectors;
using Hawser.Copy;
using Hawser.Locations;

namespace Hawser.Cli.Querying;

/// <summary>Writes the rows of a query to a file in a format that a connector writes: a copy of the query, planned and verified as every copy is.</summary>
internal static class ParquetOutput
{
    private const string Format = "parquet";

    public static async Task WriteAsync(QueryRequest request, ResolvedLocation location, Database source, CliContext context)
    {
        Relation relation = request.Sql is { } sql ? new QueryRelation(new Statement(sql) { Parameters = request.Parameters }) : location.Relation!;
        using var file = new AtomicFile(request.Output!);
        Connector writer = Engines.WriterOf(Format);
        Database target = writer.Open(writer.ParseOptions([]));
        await using (target.ConfigureAwait(false))
        {
            var job = new CopyJob(
                new CopySource(source, [new SourceItem("query", relation)]),
                CopyTarget.At(target, new FileRelation(file.BesidePath, Format)),
                new CopyOptions { BatchRows = request.BatchRows, TypeMode = request.Types });
            CopyReport report = await job.RunAsync(null, context.CancellationToken).ConfigureAwait(false);
            file.Commit();
            context.Say($"{Plural.Of(report.RowsWritten, "row")} into {CellText.Visible(request.Output!)}");
        }
    }
}
