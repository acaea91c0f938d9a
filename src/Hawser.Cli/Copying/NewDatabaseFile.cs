using Hawser.Connectors;
using Hawser.Locations;

namespace Hawser.Cli.Copying;

/// <summary>
/// A database file that was not there before. Planning must not make it, so a plan is made with a temporary one; and a copy that fails before its first table shall not leave an
/// empty one behind.
/// </summary>
internal sealed class NewDatabaseFile
{
    private static readonly string[] Companions = ["", "-wal", "-shm", "-journal", ".wal"];

    private readonly ResolvedLocation _location;
    private readonly string _path;
    private readonly string? _temporaryFolder;

    private NewDatabaseFile(ResolvedLocation location, string path, bool isPlanOnly)
    {
        _location = location;
        _temporaryFolder = isPlanOnly ? Directory.CreateTempSubdirectory("hawser-plan-").FullName : null;
        _path = isPlanOnly ? Path.Combine(_temporaryFolder!, Path.GetFileName(path)) : path;
    }

    /// <summary>The file, when the location is of a database file that does not exist.</summary>
    public static NewDatabaseFile? IfNew(ResolvedLocation location, bool isPlanOnly) =>
        Engines.FileOf(location) is { } path && IsPath(path) && !File.Exists(path) ? new NewDatabaseFile(location, path, isPlanOnly) : null;

    // ":memory:" and "file:…" are an engine's own names.
    private static bool IsPath(string path) => path.IndexOf(':', StringComparison.Ordinal) is < 0 or 1;

    public Database Open() => _location.Connector.Open(Engines.With(_location, _location.Connector.UriKeys.Path!, _path));

    /// <summary>Whether nothing was put into it, so that it need not stay.</summary>
    public async Task<bool> IsUnusedAsync(Database database)
    {
        if (_temporaryFolder is not null)
        {
            return true;
        }

        if (!File.Exists(_path))
        {
            return false;
        }

        try
        {
            Connection connection = await database.OpenConnectionAsync().ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return (await connection.Catalog.GetTablesAsync(new CatalogFilter { IncludeViews = true }).ConfigureAwait(false)).Count == 0;
            }
        }
        catch (ConnectorException)
        {
            // It cannot be asked, so it stays: deleting is for what is known to be empty.
            return false;
        }
    }

    public void Delete()
    {
        if (_temporaryFolder is not null)
        {
            Directory.Delete(_temporaryFolder, recursive: true);
            return;
        }

        foreach (string companion in Companions)
        {
            File.Delete(_path + companion);
        }
    }
}
