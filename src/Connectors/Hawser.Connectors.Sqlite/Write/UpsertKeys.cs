using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Catalog;
using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Sql;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>
/// The keys that an upsert has seen, in a temporary table that compares them as the target does: of two rows with one key the second would quietly replace the first.
/// </summary>
internal sealed class UpsertKeys : IDisposable
{
    private const string Table = "temp.hawser_upsert_keys";

    private readonly SqliteSession _session;
    private readonly (CellEncoder Encoder, int Source)[] _keys;
    private readonly SqliteStatement _insert;

    private UpsertKeys(SqliteSession session, (CellEncoder Encoder, int Source)[] keys)
    {
        _session = session;
        _keys = keys;
        _insert = session.Prepare($"INSERT OR ABORT INTO {Table} VALUES ({string.Join(", ", keys.Select((_, i) => $"?{i + 1}"))})", isPersistent: true);
    }

    /// <summary>Makes the table of keys; the load's end drops it.</summary>
    public static void Create(SqliteSession session, LoadTarget target)
    {
        Drop(session);
        string columns = string.Join(", ", target.Key.Select((key, i) =>
            $"k{i} {SqlText.QuoteName(target.Table.Column(key.Name)!.DeclaredType)}{(key.Collation is { } collation ? $" COLLATE {SqlText.QuoteName(collation)}" : "")}"));
        session.Execute($"CREATE TEMP TABLE hawser_upsert_keys ({columns}, UNIQUE ({string.Join(", ", target.Key.Select((_, i) => $"k{i}"))}))");
    }

    public static void Drop(SqliteSession session) => session.Execute($"DROP TABLE IF EXISTS {Table}");

    /// <summary>Opens the table of keys for a writer.</summary>
    public static UpsertKeys Open(SqliteSession session, LoadTarget target, Schema schema) => new(
        session,
        [.. target.Key.Select((key, i) =>
        {
            LoadColumn column = target.Columns.First(c => c.Target.Name == key.Name);
            return (CellEncoders.ForColumn(schema[column.Source], target.Table.DeclaredTypeOf(column.Target), i + 1)!, column.Source);
        })]);

    public void Begin(RecordBatch batch) => Array.ForEach(_keys, key => key.Encoder.Begin(batch[key.Source]));

    /// <summary>Remembers a row's key; why the row cannot be taken, or null when it can.</summary>
    public string? Add(RecordBatch batch, int row)
    {
        foreach ((CellEncoder encoder, int source) in _keys)
        {
            if (batch[source].IsNull(row))
            {
                return $"the key column \"{batch.Schema[source].Name}\" is NULL, so that no row can be told by it";
            }

            // What does not fit is found, and named, when the row itself is bound.
            if (encoder.Bind(_insert.Pointer, row) != ResultCode.Ok)
            {
                return null;
            }
        }

        int code = _insert.StepRaw();
        ConnectorException? error = code == ResultCode.Done ? null : _session.Error(code);
        _insert.Reset();
        return error is null ? null
            : ResultCode.Primary(code) == ResultCode.Constraint ? $"the key ({Describe(batch, row)}) comes twice in what is loaded"
            : throw error;
    }

    /// <summary>Forgets the key that was added last, because its row was rejected.</summary>
    public void Forget() => _session.Execute($"DELETE FROM {Table} WHERE rowid = (SELECT max(rowid) FROM {Table})");

    public void Dispose() => _insert.Dispose();

    private string Describe(RecordBatch batch, int row) =>
        string.Join(", ", _keys.Select(key => $"{batch.Schema[key.Source].Name} = {ArrowValueText.Describe(batch.Schema[key.Source], batch[key.Source], row)}"));
}
