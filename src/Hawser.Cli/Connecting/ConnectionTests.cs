using Hawser.Cli.CommandLine;
using Hawser.Cli.Copying;
using Hawser.Connections;
using Hawser.Connectors;
using Hawser.Locations;

namespace Hawser.Cli.Connecting;

/// <summary>Tests one connection, by its name or URI, or all, one after the other.</summary>
internal static class ConnectionTests
{
    public static async Task<IReadOnlyList<ConnectionTestResult>> RunAsync(string? name, string? table, TimeSpan timeout, CancellationToken cancellationToken)
    {
        TableName? asked = table is null ? null : Table(table);
        var manager = new ConnectionManager(Engines.Registry, Engines.Connections);
        await using (manager.ConfigureAwait(false))
        {
            IReadOnlyList<string> names = name is null ? manager.Names : [name.Contains(':', StringComparison.Ordinal) ? Added(manager, name) : Known(manager, name.TrimStart('@'))];
            if (names.Count == 0)
            {
                throw ListedConnection.NoneConfigured();
            }

            var results = new List<ConnectionTestResult>();
            foreach (string tested in names)
            {
                results.Add(await manager.TestAsync(tested, asked, timeout, cancellationToken).ConfigureAwait(false));
            }

            return results;
        }
    }

    private static TableName Table(string text) =>
        LocationTable.TryParse(text, [], out LocationTable? table, out string? problem) && table.ToRelation() is TableName name
            ? name
            : throw CliException.Usage($"--table '{text}': {problem}.");

    // No name has a ':'. The engine stands for the name, with a number where a configured connection has it.
    private static string Added(ConnectionManager manager, string uri)
    {
        string engine = uri[..uri.IndexOf(':', StringComparison.Ordinal)];
        string name = Enumerable.Range(1, int.MaxValue).Select(i => i == 1 ? engine : $"{engine}{i}").First(free => !manager.Names.Contains(free, StringComparer.OrdinalIgnoreCase));
        manager.AddUri(name, uri);
        return name;
    }

    // A name that nobody knows is wrong usage; a connection that does not work is a failed test.
    private static string Known(ConnectionManager manager, string name) =>
        manager.Names.FirstOrDefault(n => n.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? manager.Get(name).Name;
}
