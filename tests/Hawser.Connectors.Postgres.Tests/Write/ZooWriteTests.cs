using Hawser.Arrow;
using Hawser.Connectors.Postgres.Tests.Support;
using Hawser.Testing;
using Hawser.Testing.Zoo;

namespace Hawser.Connectors.Postgres.Tests.Write;

public sealed class ZooWriteTests
{
    /// <summary>The zoo's columns by name.</summary>
    public static TheoryData<string> Zoo { get; } = new(TypeZoo.All.Select(column => column.Name));

    [Theory]
    [MemberData(nameof(Zoo))]
    public void Every_Arrow_type_is_taken_into_the_type_that_the_map_gives_it(string name)
    {
        using var test = new TestDatabase();
        ZooColumn column = TypeZoo.Named(name);
        using RecordBatch batch = column.ToBatch(test.Memory);
        var rejects = new KeptRejects();
        LoadResult result = test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Create) { RejectSink = rejects }, batch);
        Assert.Equal(batch.RowCount, result.RowsWritten + result.RowsRejected);
        Assert.Equal($"{result.RowsWritten}", test.Psql("SELECT count(*) FROM t")[0][0]);
        Assert.Equal(rejects.Reports.Count, result.RowsRejected);
        Assert.All(rejects.Reports, report => Assert.Equal(name, report.Column));
        TestContext.Current.TestOutputHelper?.WriteLine($"{column}: {string.Join("; ", rejects.Reports.Select(r => r.Reason))}");
    }
}
