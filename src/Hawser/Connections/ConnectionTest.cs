using System.Diagnostics;
using System.Globalization;
using Hawser.Connectors;
using Hawser.Locations;

namespace Hawser.Connections;

/// <summary>One test of a connection, from its configuration to a table.</summary>
internal sealed class ConnectionTest(ConnectionManager manager, string name, TableName? table)
{
    private readonly long _since = Stopwatch.GetTimestamp();
    private ManagedDatabase? _database;
    private bool _isTableAsked;

    public async ValueTask<ConnectionTestResult> RunAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            _database = manager.Get(name);
            ThrowIfFileIsMissing(_database);
            await ConnectAsync(_database, limit.Token).ConfigureAwait(false);
            return Result(ConnectionProblem.None) with { ServerVersion = _database.Database.ServerVersion };
        }
        catch (ConnectorException error)
        {
            var problem = ConnectionDiagnosis.Of(error, _isTableAsked);
            var prefix = error.Connector.Length == 0 ? string.Empty : $"[{error.Connector}] ";
            return Result(problem) with { Message = prefix + error.Detail, Hint = error.Hint ?? ConnectionDiagnosis.HintOf(problem) };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var message = string.Create(CultureInfo.InvariantCulture, $"[{_database?.Connector.Name}] the test was not done within {timeout.TotalSeconds:0.###} s");
            return Result(ConnectionProblem.Timeout) with { Message = message, Hint = ConnectionDiagnosis.HintOf(ConnectionProblem.Timeout) };
        }
    }

    // An embedded engine would make the file, which no test should.
    private static void ThrowIfFileIsMissing(ManagedDatabase database)
    {
        var keys = database.Connector.UriKeys;
        if (keys is { PathIsFile: true, Path: { } key } && database.Options.GetText(key) is { Length: > 0 } path && LocationNames.IsFilePath(path) && !Path.Exists(path))
        {
            throw new ConnectorException(ConnectorStatus.NotFound, database.Connector.Name, $"{SecretMask.OnOneLine(path)}: {NearestFile.Describe(path)}");
        }
    }

    private async ValueTask ConnectAsync(ManagedDatabase database, CancellationToken cancellationToken)
    {
        var borrowed = await database.RentAsync(cancellationToken).ConfigureAwait(false);
        await using (borrowed.ConfigureAwait(false))
        {
            await borrowed.Connection.TestAsync(cancellationToken).ConfigureAwait(false);
            _isTableAsked = table is not null;
            if (table is not null)
            {
                await borrowed.Connection.DescribeAsync(table, null, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private ConnectionTestResult Result(ConnectionProblem problem)
        => new(name, problem, Stopwatch.GetElapsedTime(_since)) { Connector = _database?.Connector.Name, Location = _database?.Location };
}
