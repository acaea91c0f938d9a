using Hawser.Cli.CommandLine;
using Hawser.Connections;
using Hawser.Connectors;
using Hawser.Copy;
using Hawser.Locations;

namespace Hawser.Cli.Copying;

/// <summary>The target of a copy, open: its database and where in it each table goes.</summary>
internal sealed class OpenTarget : IAsyncDisposable
{
    private readonly NewDatabaseFile? _newFile;
    private readonly ConnectionPool? _pool;

    private OpenTarget(string name, Database database, Relation? single, Func<SourceItem, Relation>? place, NewDatabaseFile? newFile = null, ConnectionPool? pool = null)
    {
        Name = name;
        Database = database;
        Single = single;
        Place = place;
        _newFile = newFile;
        _pool = pool;
    }

    /// <summary>The location, without secrets.</summary>
    public string Name { get; }

    public Database Database { get; }

    /// <summary>The one table or file that everything goes to; null where each table has a place of its own.</summary>
    public Relation? Single { get; }

    public Func<SourceItem, Relation>? Place { get; }

    public CopyTarget ToCopyTarget() => (Single is { } relation ? CopyTarget.At(Database, relation) : new CopyTarget(Database, Place)) with { Pool = _pool };

    public static OpenTarget Open(CopyArguments arguments, ResolvedLocation? location)
    {
        if (location is null)
        {
            FolderTarget folder = FolderTarget.Parse(arguments);
            return new OpenTarget(arguments.Target, folder.Connector.Open(folder.Connector.ParseOptions([])), null, arguments.IsPlanOnly ? folder.Place : folder.MakePlace);
        }

        NewDatabaseFile? newFile = NewDatabaseFile.IfNew(location, arguments.IsPlanOnly);
        Database database = newFile?.Open() ?? location.Open();
        return new OpenTarget(location.ToString(), database, location.Relation, null, newFile, Engines.PoolOf(location, database));
    }

    /// <summary>Where the target is a database, table or file: the location; null for a folder of files.</summary>
    public static ResolvedLocation? Resolve(CopyArguments arguments) =>
        FolderTarget.IsFolder(arguments.Target) ? null : Engines.Locations.Resolve(arguments.Target, ConnectorRoles.Sink, IsNameless(arguments.Target) ? arguments.Format : null);

    public async ValueTask DisposeAsync()
    {
        bool isUnused = _newFile is not null && await _newFile.IsUnusedAsync(Database).ConfigureAwait(false);
        IAsyncDisposable owner = _pool ?? (IAsyncDisposable)Database;
        await owner.DisposeAsync().ConfigureAwait(false);
        if (isUnused)
        {
            _newFile!.Delete();
        }
    }

    // "postgres:…" and "@prod" have no file format; a path or standard output may need one.
    private static bool IsNameless(string target) => target == "-" || (!target.Contains(':', StringComparison.Ordinal) && !target.StartsWith('@'));
}
