using System.Collections.Concurrent;
using Hawser.Arrow;

namespace Hawser.Connectors.Sample.Service;

/// <summary>
/// A pretend warehouse in this process that behaves like one far away: everything is asynchronous, a query is a job that is submitted, polled and cancelled by its id, a
/// result is a list of chunks fetched one by one, and a load is files put on a stage and one job that takes them all or none. It has no SQL, no transactions and no sessions.
/// </summary>
public sealed class DepotService : IDisposable
{
    private const int ChunkRows = 1000;
    private static readonly ConcurrentDictionary<string, DepotService> Running = new(StringComparer.Ordinal);
    private readonly Lock _tablesLock = new();
    private readonly Dictionary<string, DepotTable> _tables = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DepotJob> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DepotStage> _stages = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _loaded = new(StringComparer.Ordinal);
    private readonly string _endpoint;
    private readonly string _token;
    private int _lastJob;

    private DepotService(string endpoint, string token)
    {
        _endpoint = endpoint;
        _token = token;
    }

    /// <summary>How many jobs are running now.</summary>
    public int RunningJobs => _jobs.Values.Count(j => !j.Work.IsCompleted);

    /// <summary>Starts a depot that is reached at an endpoint by whoever has the token.</summary>
    public static DepotService Start(string endpoint, string token)
    {
        var service = new DepotService(endpoint, token);
        return Running.TryAdd(endpoint, service) ? service : throw new ArgumentException($"A depot runs at {endpoint} already.", nameof(endpoint));
    }

    /// <summary>Stops the depot and forgets what it holds.</summary>
    public void Dispose()
    {
        Running.TryRemove(_endpoint, out _);
        foreach (DepotJob job in _jobs.Values)
        {
            job.Cancel();
            job.Dispose();
        }
    }

    internal static DepotService At(string endpoint, string token)
    {
        if (!Running.TryGetValue(endpoint, out DepotService? service))
        {
            throw new DepotFault("unreachable", $"no depot answers at {endpoint}");
        }

        return service._token == token ? service : throw new DepotFault("unauthorized", "the token is not valid");
    }

    internal IReadOnlyList<DepotTable> ListTables()
    {
        lock (_tablesLock)
        {
            return [.. _tables.Values.OrderBy(t => t.Name, StringComparer.Ordinal)];
        }
    }

    internal DepotTable GetTable(string name)
    {
        lock (_tablesLock)
        {
            return _tables.TryGetValue(name, out DepotTable? table) ? table : throw new DepotFault("no_such_table", $"there is no table \"{name}\"");
        }
    }

    internal void CreateTable(DepotTable table)
    {
        lock (_tablesLock)
        {
            if (!_tables.TryAdd(table.Name, table))
            {
                throw new DepotFault("table_exists", $"there is a table \"{table.Name}\" already");
            }
        }
    }

    internal string Submit(DepotCommand command)
    {
        var job = new DepotJob($"job-{Interlocked.Increment(ref _lastJob)}", command);
        if (command.Verb == "rows")
        {
            DepotTable table = GetTable(command.Table);
            job.Columns = command.Columns is null ? table.Columns : [.. command.Columns.Select(c => ColumnOf(table, c))];
            job.Chunks = table.Files;
        }
        else if (command.Verb == "drop")
        {
            Drop(command.Table);
        }

        _jobs[job.Id] = job;
        job.Start(cancelled => Task.Delay(command.Wait, cancelled));
        return job.Id;
    }

    internal DepotJob Job(string id) => _jobs.TryGetValue(id, out DepotJob? job) ? job : throw new DepotFault("no_such_job", $"there is no job {id}");

    internal DepotFile GetChunk(string jobId, int index)
    {
        DepotJob job = Job(jobId);
        long before = job.Chunks.Take(index).Sum(c => (long)c.Rows);
        using var allocator = new ArrowAllocator();
        using RecordBatch whole = job.Chunks[index].Decode(allocator);
        using RecordBatch columns = whole.Select([.. job.Columns.Select(c => whole.Schema.IndexOf(c.Name))]);
        using RecordBatch rows = columns.Slice(0, (int)Math.Clamp(job.Command.Limit - before, 0, columns.RowCount));
        return DepotFile.Of(rows);
    }

    internal void PutChunk(string stage, string chunk, IReadOnlyList<DepotFile> files) => _stages.GetOrAdd(stage, _ => new DepotStage()).Chunks[chunk] = files;

    internal bool HasChunk(string stage, string chunk) => _stages.TryGetValue(stage, out DepotStage? found) && found.Chunks.ContainsKey(chunk);

    internal void DropStage(string stage) => _stages.TryRemove(stage, out _);

    /// <summary>Takes all completed chunks of a stage into a table, or changes nothing. Asked again with the same id, it answers again.</summary>
    internal long Load(DepotLoadJob job)
    {
        lock (_tablesLock)
        {
            if (_loaded.TryGetValue(job.Id, out long before))
            {
                return before;
            }

            DepotFile[] files = [.. _stages.GetOrAdd(job.Stage, _ => new DepotStage()).Chunks.OrderBy(c => c.Key, StringComparer.Ordinal).SelectMany(c => c.Value).SelectMany(Cut)];
            foreach (DepotFile file in files)
            {
                CheckRequired(job.Target, file);
            }

            DepotTable? old = _tables.GetValueOrDefault(job.Target.Name);
            if (job.Mode == LoadMode.Create && old is not null)
            {
                throw new DepotFault("table_exists", $"there is a table \"{job.Target.Name}\" already");
            }

            IReadOnlyList<DepotFile> kept = job.Mode == LoadMode.Append && old is not null ? old.Files : [];
            _tables[job.Target.Name] = job.Target with { Files = [.. kept, .. files] };
            DropStage(job.Stage);
            return _loaded[job.Id] = files.Sum(f => (long)f.Rows);
        }
    }

    private static DepotColumn ColumnOf(DepotTable table, string name) =>
        table.Columns.FirstOrDefault(c => c.Name == name) ?? throw new DepotFault("no_such_column", $"the table \"{table.Name}\" has no column \"{name}\"");

    private static IEnumerable<DepotFile> Cut(DepotFile file)
    {
        using var allocator = new ArrowAllocator();
        using RecordBatch batch = file.Decode(allocator);
        for (int start = 0; start < batch.RowCount; start += ChunkRows)
        {
            using RecordBatch slice = batch.Slice(start, Math.Min(ChunkRows, batch.RowCount - start));
            yield return DepotFile.Of(slice);
        }
    }

    private static void CheckRequired(DepotTable table, DepotFile file)
    {
        using var allocator = new ArrowAllocator();
        using RecordBatch batch = file.Decode(allocator);
        foreach (DepotColumn column in table.Columns.Where(c => c.IsRequired && batch[batch.Schema.IndexOf(c.Name)].NullCount > 0))
        {
            throw new DepotFault("required", $"column \"{column.Name}\" of table \"{table.Name}\" may not be null");
        }
    }

    private void Drop(string table)
    {
        lock (_tablesLock)
        {
            if (!_tables.Remove(table))
            {
                throw new DepotFault("no_such_table", $"there is no table \"{table}\"");
            }
        }
    }
}
