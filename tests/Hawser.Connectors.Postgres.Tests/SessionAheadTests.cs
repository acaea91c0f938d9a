using Hawser.Connectors.Postgres.Tests.Support;

namespace Hawser.Connectors.Postgres.Tests;

/// <summary>A session that is opened before it is needed is the one that reads then, in the snapshot; one that nobody needs does not stay.</summary>
public sealed class SessionAheadTests
{
    [Fact]
    public async Task The_session_that_was_opened_ahead_reads_in_the_snapshot()
    {
        using var test = new TestDatabase("CREATE TABLE t (id int); INSERT INTO t VALUES (1)");
        await using Snapshot snapshot = await test.Database.OpenSnapshotAsync(1, TestDatabase.Token);
        int before = Sessions(test).Count;
        snapshot.Connections[0].ExpectReads();
        WaitFor(test, before + 1);
        List<string?> ahead = Sessions(test);
        test.Psql("INSERT INTO t VALUES (2)");
        Assert.Equal(["[1]"], test.Read(new ScanRequest(new TableName("t")), snapshot.Connections[0]));
        Assert.Equal(ahead, Sessions(test));
    }

    [Fact]
    public void A_session_that_nobody_asked_for_is_closed_with_its_connection()
    {
        using var test = new TestDatabase();
        int before = Sessions(test).Count;
        Connection connection = test.Database.OpenConnection();
        connection.ExpectReads();
        connection.ExpectReads();
        WaitFor(test, before + 2);
        connection.Dispose();
        WaitFor(test, before);
        Assert.Throws<ObjectDisposedException>(connection.ExpectReads);
    }

    [Fact]
    public void A_session_that_is_still_being_opened_is_given_up_with_its_connection()
    {
        using var test = new TestDatabase();
        int before = Sessions(test).Count;
        for (int i = 0; i < 5; i++)
        {
            using Connection connection = test.Database.OpenConnection();
            connection.ExpectReads();
        }

        WaitFor(test, before);
    }

    private static List<string?> Sessions(TestDatabase test) =>
        [.. test.Psql($"SELECT pid FROM pg_stat_activity WHERE datname = '{test.Name}' AND pid <> pg_backend_pid() AND client_port IS NOT NULL ORDER BY pid").Select(row => row[0])];

    private static void WaitFor(TestDatabase test, int sessions)
    {
        for (int i = 0; i < 300 && Sessions(test).Count != sessions; i++)
        {
            Thread.Sleep(20);
        }

        Assert.Equal(sessions, Sessions(test).Count);
    }
}
