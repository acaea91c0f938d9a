using Hawser.Connectors.Postgres.Read;
using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Postgres.Tests.Session;
using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Tests.Read;

/// <summary>Values without a form in their column: refused with column, row and value, and the session goes on.</summary>
public sealed class MisfitTests
{
    [Theory]
    [InlineData("date", "'infinity'::date", "the date infinity has no Arrow form")]
    [InlineData("date", "'-infinity'::date", "the date -infinity has no Arrow form")]
    [InlineData("timestamp", "'infinity'::timestamp", "the timestamp infinity has no Arrow form")]
    [InlineData("timestamp", "'294276-12-31 23:59:59.999999'::timestamp", "the timestamp 294276-12-31 23:59:59.999999 has no Arrow form")]
    [InlineData("timestamptz", "'-infinity'::timestamptz", "the timestamp -infinity has no Arrow form")]
    [InlineData("time", "'24:00'::time", "the time 24:00:00 has no Arrow form")]
    [InlineData("interval", "'300 years'::interval + '9000000:00:00'::interval", "the interval 300 years 9000000:00:00 does not fit Arrow's 64 bits of nanoseconds")]
    [InlineData("numeric(10,2)", "'NaN'::numeric", "the number NaN does not fit decimal128(10, 2)")]
    [InlineData("numeric(10,2)", "'Infinity'::numeric", "the number Infinity does not fit decimal128(10, 2)")]
    [InlineData("numeric(10,2)", "100000000", "the number 100000000 does not fit decimal128(10, 2)")]
    [InlineData("numeric(10,2)", "1.005", "the number 1.005 does not fit decimal128(10, 2)")]
    [InlineData("numeric(10,2)", "0.00005", "the number 0.00005 does not fit decimal128(10, 2)")]
    [InlineData("numeric(40,2)", "1e60", "does not fit decimal256(40, 2)")]
    [InlineData("integer[]", "ARRAY[[1,2],[3,4]]", "an array of 2 dimensions does not fit a list")]
    [InlineData("integer[]", "'[0:1]={1,2}'::int4[]", "an array that begins at 0 does not fit a list, which begins at 1")]
    public async Task A_misfit_names_value_column_and_row(string type, string value, string message)
    {
        if (value.Contains("Infinity'::numeric", StringComparison.Ordinal))
        {
            Server.Needs(14, "infinite numeric");
        }

        await using CopySession session = await TestSessions.OpenAsync();
        string numeric = type.StartsWith("numeric", StringComparison.Ordinal) ? "::numeric" : "";
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(() => CopyText.RowsAsync(
            session, $"SELECT 1, NULL UNION ALL SELECT 2, {value}{numeric} UNION ALL SELECT 3, NULL", [CopyText.Column("a", "integer"), CopyText.Column("b", type)]));
        Assert.Equal(ConnectorStatus.InvalidData, error.Status);
        Assert.Contains($"reading things: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("in column \"b\", row 1", error.Message, StringComparison.Ordinal);
        Assert.Equal("5", await CopyText.ValueAsync(session, "5", PgTypeText.Parse("integer")));
    }

    [Fact]
    public async Task An_enum_label_that_is_new_is_refused()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        await session.ExecuteAsync("CREATE TYPE pg_temp.mood AS ENUM ('sad', 'new')", "making a type", CancellationToken.None);
        var known = new PgType(0, "mood", "mood", PgTypeKind.Enum) { Labels = ["sad"] };
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(() => CopyText.ValueAsync(session, "'new'::pg_temp.mood", known));
        Assert.Contains("the label \"new\" is not among those that mood had", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NULL_in_a_column_that_allows_none_is_refused()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        CopyColumn column = CopyText.Column("x", "integer");
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(() => CopyText.RowsAsync(session, "SELECT NULL::integer", [column with { Field = column.Field.WithNullable(false) }]));
        Assert.Contains("NULL does not fit a column that is not nullable, in column \"x\", row 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_of_another_type_than_planned_is_refused()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(() => CopyText.ValueAsync(session, "1::bigint", PgTypeText.Parse("integer")));
        Assert.Equal(ConnectorStatus.InputOutput, error.Status);
        Assert.Contains("a value of int4 has 8 bytes and not 4", error.Message, StringComparison.Ordinal);
    }
}
