using System.Collections.Concurrent;
using Hawser.Testing.Postgres;

namespace Hawser.EndToEnd.Tests.Places;

/// <summary>The server's databases that stand for files of a test's folder: made when they are first asked for, dropped with the folder.</summary>
internal static class PostgresPlaces
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Databases = new(StringComparer.Ordinal);

    /// <summary>Whether there is a server, or has to be one.</summary>
    public static bool AreThere => PostgresServer.Missing is null || PostgresServer.IsRequired;

    /// <summary>The database of a path.</summary>
    public static string DatabaseOf(string path) => Databases.GetOrAdd(path, _ => new Lazy<string>(PostgresServer.Shared.CreateDatabase)).Value;

    /// <summary>Drops the databases of a folder.</summary>
    public static void DropIn(string folder)
    {
        foreach (string path in Databases.Keys.Where(path => path.StartsWith(folder, StringComparison.Ordinal)))
        {
            if (Databases.TryRemove(path, out Lazy<string>? name))
            {
                PostgresServer.Shared.DropDatabase(name.Value);
            }
        }
    }
}
