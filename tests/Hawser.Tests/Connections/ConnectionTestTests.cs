using System.Net.Sockets;
using System.Security.Authentication;
using Hawser.Connections;
using Hawser.Connectors;
using Hawser.Registry;
using Hawser.Testing;

namespace Hawser.Tests.Connections;

public sealed class ConnectionTestTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FaultyConnector _faulty = new();
    private readonly ConnectionManager _manager;

    public ConnectionTestTests()
    {
        _manager = new ConnectionManager(new ConnectorRegistry([.. BuiltInConnectors.All, _faulty]));
        _manager.AddUri("prod", "faulty://:s3cret@db.example.com");
    }

    public static TheoryData<ConnectionProblem, string> Kinds => new()
    {
        { ConnectionProblem.Refused, "nothing listens on that port" },
        { ConnectionProblem.UnknownHost, "The host's name has no address" },
        { ConnectionProblem.Unreachable, "cannot be reached" },
        { ConnectionProblem.Timeout, "No answer came in time" },
        { ConnectionProblem.Tls, "Encryption could not be agreed on" },
        { ConnectionProblem.Authentication, "refused the user or the password" },
        { ConnectionProblem.MissingDatabase, "no such database" },
        { ConnectionProblem.Permission, "ask for the privilege" },
        { ConnectionProblem.Busy, "Someone else holds it" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_kind_of_failure_has_its_own_hint(ConnectionProblem problem, string hint)
    {
        foreach (var error in ErrorsOf(problem))
        {
            _faulty.OnOpen = _ => throw error;
            var result = await _manager.TestAsync("prod");
            Assert.Equal((problem, false), (result.Problem, result.IsWorking));
            Assert.Contains(hint, result.Hint, StringComparison.Ordinal);
            Assert.Equal(("faulty", "faulty://:***@db.example.com", "[faulty] it went wrong."), (result.Connector, result.Location, result.Message));
            Assert.DoesNotContain("s3cret", result.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_the_connector_advises_comes_first()
    {
        _faulty.OnOpen = _ => throw new ConnectorException(ConnectorStatus.Unauthenticated, "faulty", "no.") { Hint = "The account is locked." };
        Assert.Equal("The account is locked.", (await _manager.TestAsync("prod")).Hint);
    }

    [Fact]
    public async Task A_connection_that_works_says_what_answered()
    {
        var result = await _manager.TestAsync("prod");
        Assert.Equal((true, "Faulty 1.0", null), (result.IsWorking, result.ServerVersion, result.Message));
        Assert.Equal(1, _faulty.Sessions[0].Tests);
    }

    [Fact]
    public async Task A_missing_table_and_a_forbidden_one_are_told_apart_from_the_database()
    {
        await (await _manager.Get("prod").RentAsync()).DisposeAsync();
        _faulty.Sessions[0].OnDescribe = new ConnectorException(ConnectorStatus.NotFound, "faulty", "no table.");
        Assert.Equal(ConnectionProblem.MissingTable, (await _manager.TestAsync("prod", new TableName("t"))).Problem);
        _faulty.Sessions[0].OnDescribe = new ConnectorException(ConnectorStatus.PermissionDenied, "faulty", "not yours.");
        Assert.Equal(ConnectionProblem.Permission, (await _manager.TestAsync("prod", new TableName("t"))).Problem);
        Assert.True((await _manager.TestAsync("prod")).IsWorking);
    }

    [Fact]
    public async Task Real_files_tell_what_is_wrong_and_are_not_made()
    {
        _manager.Add("gone", new Dictionary<string, string> { ["type"] = "duckdb", ["path"] = _folder["gone.duckdb"] });
        _manager.Add("text", new Dictionary<string, string> { ["type"] = "sqlite", ["path"] = _folder.Write("text.db", "this is no database, whatever its name says") });
        _manager.Add("good", new Dictionary<string, string> { ["type"] = "sqlite", ["path"] = _folder.Write("good.db", "") });
        Assert.Equal(ConnectionProblem.MissingDatabase, (await _manager.TestAsync("gone")).Problem);
        Assert.False(File.Exists(_folder["gone.duckdb"]));
        Assert.Contains("no SQLite database", (await _manager.TestAsync("text")).Hint, StringComparison.Ordinal);
        Assert.True((await _manager.TestAsync("good")).IsWorking);
        Assert.Equal(ConnectionProblem.MissingTable, (await _manager.TestAsync("good", new TableName("orders"))).Problem);
        Assert.Equal(ConnectionProblem.Configuration, (await _manager.TestAsync("nothing")).Problem);
    }

    public void Dispose()
    {
        _manager.Dispose();
        _folder.Dispose();
    }

    private static IEnumerable<ConnectorException> ErrorsOf(ConnectionProblem problem) => problem switch
    {
        ConnectionProblem.Refused => [Of(ConnectorStatus.Unavailable, new IOException("x", new SocketException((int)SocketError.ConnectionRefused)))],
        ConnectionProblem.UnknownHost => [Of(ConnectorStatus.Unavailable, new SocketException((int)SocketError.HostNotFound)), Of(ConnectorStatus.Unavailable, new SocketException((int)SocketError.TryAgain))],
        ConnectionProblem.Unreachable => [Of(ConnectorStatus.Unavailable), Of(ConnectorStatus.Unavailable, new SocketException((int)SocketError.NetworkUnreachable))],
        ConnectionProblem.Timeout => [Of(ConnectorStatus.Timeout), Of(ConnectorStatus.Unavailable, new TimeoutException()), Of(ConnectorStatus.Unavailable, new SocketException((int)SocketError.TimedOut))],
        ConnectionProblem.Tls => [Of(ConnectorStatus.Unavailable, new AuthenticationException("certificate"))],
        ConnectionProblem.Authentication => [Of(ConnectorStatus.Unauthenticated), Of(ConnectorStatus.Internal, state: "28P01")],
        ConnectionProblem.MissingDatabase => [Of(ConnectorStatus.NotFound), Of(ConnectorStatus.Internal, state: "3D000")],
        ConnectionProblem.Permission => [Of(ConnectorStatus.PermissionDenied), Of(ConnectorStatus.Internal, state: "42501")],
        _ => [Of(ConnectorStatus.Busy), Of(ConnectorStatus.Unavailable, state: "53300")],
    };

    private static ConnectorException Of(ConnectorStatus status, Exception? cause = null, string? state = null) => new(status, "faulty", "it went wrong.", cause) { SqlState = state };
}
