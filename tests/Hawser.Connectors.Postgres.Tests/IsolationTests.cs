using Hawser.Connectors.Postgres.Tests.Support;

namespace Hawser.Connectors.Postgres.Tests;

public sealed class IsolationTests
{
    [Theory]
    [InlineData(TransactionIsolation.Default, "read committed", true)]
    [InlineData(TransactionIsolation.ReadUncommitted, "read committed", true)]
    [InlineData(TransactionIsolation.ReadCommitted, "read committed", true)]
    [InlineData(TransactionIsolation.RepeatableRead, "repeatable read", false)]
    [InlineData(TransactionIsolation.Snapshot, "repeatable read", false)]
    [InlineData(TransactionIsolation.Serializable, "serializable", false)]
    public void A_transaction_sees_what_its_level_lets_it_see(TransactionIsolation isolation, string level, bool seesLater)
    {
        using var test = new TestDatabase("CREATE TABLE t (id int)");
        using Transaction transaction = test.Connection.BeginTransaction(isolation);
        Assert.Equal([$"[\"{level}\"]"], test.Query("SELECT current_setting('transaction_isolation')"));
        Assert.Equal(["[0]"], test.Query("SELECT count(*) FROM t"));
        test.Psql("INSERT INTO t VALUES (1)");
        Assert.Equal([seesLater ? "[1]" : "[0]"], test.Query("SELECT count(*) FROM t"));
        Assert.Equal(seesLater ? 1 : 0, test.Read(new ScanRequest(new TableName("t"))).Count);
    }

    [Theory]
    [InlineData(TransactionIsolation.Snapshot, true)]
    [InlineData(TransactionIsolation.Serializable, false)]
    public void Two_that_read_what_the_other_one_changes_both_commit_unless_they_are_serializable(TransactionIsolation isolation, bool bothCommit)
    {
        using var test = new TestDatabase("CREATE TABLE on_call (name text, is_on bool); INSERT INTO on_call VALUES ('a', true), ('b', true)");
        using Connection other = test.Database.OpenConnection();
        using Transaction first = test.Connection.BeginTransaction(isolation);
        using Transaction second = other.BeginTransaction(isolation);
        foreach (Connection connection in new[] { test.Connection, other })
        {
            using QueryResult seen = connection.Query("SELECT count(*) FROM on_call WHERE is_on");
            Assert.Equal(["[2]"], TestDatabase.Rows(seen.Reader));
        }

        test.Connection.Execute("UPDATE on_call SET is_on = false WHERE name = 'a'");
        other.Execute("UPDATE on_call SET is_on = false WHERE name = 'b'");
        first.Commit();
        if (bothCommit)
        {
            second.Commit();
            return;
        }

        var error = Assert.Throws<ConnectorException>(() => second.Commit());
        Assert.Equal(("40001", true), (error.SqlState, error.IsTransient));
    }

    [Fact]
    public void The_servers_own_default_is_kept_when_nobody_says()
    {
        using var test = new TestDatabase();
        using Database database = test.Open(("options", "-c default_transaction_isolation=serializable"));
        using Connection connection = database.OpenConnection();
        using Transaction transaction = connection.BeginTransaction();
        using QueryResult result = connection.Query("SHOW transaction_isolation");
        Assert.Equal(["[\"serializable\"]"], TestDatabase.Rows(result.Reader));
        Assert.Throws<ArgumentOutOfRangeException>(() => test.Connection.BeginTransaction((TransactionIsolation)9));
    }
}
