using System.Globalization;
using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>Keeps the rows of one table that could not be written, whether a conversion or the target's engine found them, and what they take from the proof. Several writers may call it.</summary>
internal sealed class CopyRejects : RejectSink, IDisposable
{
    private readonly BatchConverter _converter;
    private readonly CopyProof _proof;
    private readonly RowHasher _hasher;
    private readonly RejectFile _file;
    private readonly Dictionary<string, List<long>> _leftOut = [];
    private readonly Lock _lock = new();

    public CopyRejects(TablePlan plan, BatchConverter converter, CopyProof proof, string path, ArrowAllocator allocator)
    {
        _converter = converter;
        _proof = proof;
        _hasher = new RowHasher(converter.SourceSchema, CopyProof.HashOptions(plan));
        _file = new RejectFile(path, converter.SourceSchema, allocator);
    }

    /// <summary>Rows that conversions kept from the writers.</summary>
    public long LeftOut { get; private set; }

    /// <summary>The hashes of every rejected row.</summary>
    public RowHashSums Sums => _hasher.Sums;

    /// <summary>Takes a row that a conversion refused; in the source's types.</summary>
    /// <param name="row">The row; borrowed.</param>
    /// <param name="writerRow">How many rows its writer had been given before it.</param>
    /// <param name="chunk">Its writer's chunk.</param>
    /// <param name="column">The column at fault.</param>
    /// <param name="reason">Why.</param>
    public void LeaveOut(RecordBatch row, long writerRow, string chunk, string column, string reason)
    {
        lock (_lock)
        {
            List<long> before = LeftOutOf(chunk);
            Keep(row, writerRow + before.Count, chunk, column, reason);
            before.Add(writerRow);
            LeftOut++;
        }
    }

    /// <summary>Takes a row that the target's engine refused.</summary>
    public override ValueTask RejectAsync(RejectedRow row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        using RecordBatch source = _converter.ToSource(row.Row, row.RowNumber);
        lock (_lock)
        {
            Keep(source, row.RowNumber + LeftOutOf(row.ChunkId).Count(at => at <= row.RowNumber), row.ChunkId, row.Column, row.Reason);
        }

        return default;
    }

    /// <summary>Keeps the file, now that the target has committed.</summary>
    public void Commit() => _file.Commit();

    public void Dispose() => _file.Dispose();

    /// <summary>The file of one table: the one that was named, or, of several tables, one for each with the table's name in it.</summary>
    public static string PathOf(string path, SourceItem item, int tables)
    {
        if (tables == 1)
        {
            return path;
        }

        string table = string.Concat(item.Name.Select(c => Path.GetInvalidFileNameChars().Contains(c) ? '_' : c));
        return Path.Combine(Path.GetDirectoryName(path) ?? "", string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)}-{table}{Path.GetExtension(path)}"));
    }

    private List<long> LeftOutOf(string chunk)
    {
        if (!_leftOut.TryGetValue(chunk, out List<long>? rows))
        {
            _leftOut[chunk] = rows = [];
        }

        return rows;
    }

    private void Keep(RecordBatch row, long number, string chunk, string? column, string reason)
    {
        _hasher.Add(row);
        _proof.RemoveKeys(row);
        _file.Add(row, number, chunk, column, reason);
    }
}
