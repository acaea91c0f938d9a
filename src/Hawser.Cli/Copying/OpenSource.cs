using Hawser.Cli.CommandLine;
using Hawser.Connections;
using Hawser.Connectors;
using Hawser.Copy;
using Hawser.Locations;

namespace Hawser.Cli.Copying;

/// <summary>The source of a copy, open: its database and what of it is read.</summary>
/// <param name="Name">The location, without secrets.</param>
/// <param name="Database">The database.</param>
/// <param name="Items">What is read; null for what the chooser says, or every table.</param>
internal sealed record OpenSource(string Name, Database Database, IReadOnlyList<SourceItem>? Items) : IAsyncDisposable
{
    /// <summary>The pool of a named connection, which owns the database then.</summary>
    public ConnectionPool? Pool { get; init; }

    /// <summary>Chooses what is read once the tables are known; null where <see cref="Items"/> says it, or every table is read.</summary>
    public TableChooser? Chooser { get; init; }

    public CopySource ToCopySource() => new(Database, Items) { Pool = Pool, Chooser = Chooser };

    public ValueTask DisposeAsync() => (Pool ?? (IAsyncDisposable)Database).DisposeAsync();

    /// <param name="arguments">What was asked for.</param>
    /// <param name="writes">Whether a file is one that the copy writes into, so that it cannot be opened read-only.</param>
    /// <param name="context">Takes notes for the user.</param>
    public static async Task<OpenSource> OpenAsync(CopyArguments arguments, Func<string?, bool> writes, CliContext context)
    {
        if (FolderSource.IsFolder(arguments.Source))
        {
            return FolderSource.Open(arguments, context);
        }

        ResolvedLocation location = Engines.Locations.Resolve(arguments.Source, ConnectorRoles.Source, IsFile(arguments.Source) ? arguments.Format : null);
        if (location.Relation is not null && arguments.Tables.Count > 0)
        {
            throw CliException.Usage($"{location} names what to copy already; leave out --table.");
        }

        Database database = writes(Engines.FileOf(location)) ? location.Open() : Engines.OpenToRead(location);
        OpenSource? source = null;
        try
        {
            return source = new OpenSource(location.ToString(), database, await ItemsAsync(arguments, location, database, context.CancellationToken).ConfigureAwait(false))
            {
                Pool = Engines.PoolOf(location, database),
                Chooser = arguments.Tables.Count > 0 ? TableChoice.Of(arguments.Tables, database) : null,
            };
        }
        finally
        {
            if (source is null)
            {
                await database.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    // --format speaks of the target's files when the source is a database.
    private static bool IsFile(string source) => source == "-" || (File.Exists(source) && Path.GetExtension(source).Length == 0);

    private static async Task<IReadOnlyList<SourceItem>?> ItemsAsync(CopyArguments arguments, ResolvedLocation location, Database database, CancellationToken cancellationToken)
    {
        if (arguments.Query is { } sql)
        {
            if (arguments.Tables.Count > 0)
            {
                throw CliException.Usage("--query and --table exclude each other.");
            }

            if (location.Relation is not null)
            {
                await Querying.FileTable.DefineAsync(database, location, cancellationToken).ConfigureAwait(false);
            }

            return [new SourceItem("query", new QueryRelation(new Statement(sql)))];
        }

        return location.Relation is { } relation ? [new SourceItem(RelationNames.Of(relation), relation)] : null;
    }
}
