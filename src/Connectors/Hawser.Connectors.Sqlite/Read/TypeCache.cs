using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Types;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>The types that a first pass decided, kept while the database stays as it is, so that describing a query and then reading it makes one pass.</summary>
internal sealed class TypeCache
{
    private const int MostEntries = 64;

    private readonly Dictionary<(string Sql, TypeMode Mode), (Stamp Stamp, ColumnType[] Types)> _entries = [];

    /// <summary>The types decided for a statement without parameters; null when there are none or the database changed since.</summary>
    public ColumnType[]? Find(SqliteSession session, string sql, TypeMode mode) =>
        _entries.TryGetValue((sql, mode), out (Stamp Stamp, ColumnType[] Types) entry) && entry.Stamp == StampOf(session) ? entry.Types : null;

    public void Add(SqliteSession session, string sql, TypeMode mode, ColumnType[] types)
    {
        if (_entries.Count >= MostEntries)
        {
            _entries.Clear();
        }

        _entries[(sql, mode)] = (StampOf(session), types);
    }

    public void Clear() => _entries.Clear();

    private static Stamp StampOf(SqliteSession session) =>
        new(session.QueryInt64("PRAGMA data_version") ?? 0, session.QueryInt64("PRAGMA schema_version") ?? 0, session.TotalChanges);

    /// <summary>Changes by others, changes of the schema, changes of rows by this session.</summary>
    private readonly record struct Stamp(long DataVersion, long SchemaVersion, long Changes);
}
