using System.Collections.Concurrent;
using Hawser.Testing.MySql;
using Hawser.Testing.Postgres;

namespace Hawser.EndToEnd.Tests.Places;

/// <summary>A server's databases that stand for files of a test's folder: made when they are first asked for, dropped with the folder.</summary>
internal sealed class ServerPlaces
{
    private readonly ConcurrentDictionary<string, Lazy<string>> _databases = new(StringComparer.Ordinal);
    private readonly Func<string> _create;
    private readonly Action<string> _drop;
    private readonly Func<string, IReadOnlyDictionary<string, string>> _options;

    private ServerPlaces(bool areThere, Func<string> create, Action<string> drop, Func<string, IReadOnlyDictionary<string, string>> options)
    {
        AreThere = areThere;
        (_create, _drop, _options) = (create, drop, options);
    }

    /// <summary>The databases of each kind of server.</summary>
    public static IReadOnlyDictionary<string, ServerPlaces> Of { get; } = new Dictionary<string, ServerPlaces>
    {
        ["postgres"] = new ServerPlaces(
            PostgresServer.Missing is null || PostgresServer.IsRequired,
            () => PostgresServer.Shared.CreateDatabase(),
            name => PostgresServer.Shared.DropDatabase(name),
            name => PostgresServer.Shared.Options(name)),
        ["mysql"] = OfMySql(MySqlFlavour.MariaDb),
        ["mysql56"] = OfMySql(MySqlFlavour.MySql56),
    };

    /// <summary>The server that a kind stands for.</summary>
    public static MySqlServer MySqlOf(string kind) => MySqlServer.Shared(kind == "mysql56" ? MySqlFlavour.MySql56 : MySqlFlavour.MariaDb);

    /// <summary>The kinds of servers that are there, or have to be.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Of.Where(server => server.Value.AreThere).Select(server => server.Key)];

    /// <summary>Whether there is a server, or has to be one.</summary>
    public bool AreThere { get; }

    /// <summary>The database of a path.</summary>
    public string DatabaseOf(string path) => _databases.GetOrAdd(path, _ => new Lazy<string>(_create)).Value;

    /// <summary>The options that open the database of a path.</summary>
    public IReadOnlyDictionary<string, string> OptionsOf(string path) => _options(DatabaseOf(path));

    /// <summary>Drops the databases of a folder, on every kind of server.</summary>
    public static void DropIn(string folder)
    {
        foreach (ServerPlaces server in Of.Values)
        {
            foreach (string path in server._databases.Keys.Where(path => path.StartsWith(folder, StringComparison.Ordinal)))
            {
                if (server._databases.TryRemove(path, out Lazy<string>? name))
                {
                    server._drop(name.Value);
                }
            }
        }
    }

    private static ServerPlaces OfMySql(MySqlFlavour flavour) => new(
        MySqlServer.Missing(flavour) is null || MySqlServer.IsRequired,
        () => MySqlServer.Shared(flavour).CreateDatabase(),
        name => MySqlServer.Shared(flavour).DropDatabase(name),
        name => MySqlServer.Shared(flavour).Options(name));
}
