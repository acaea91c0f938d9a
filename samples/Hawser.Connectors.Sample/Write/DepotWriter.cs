using Hawser.Arrow;
using Hawser.Connectors.Sample.Http;
using Hawser.Connectors.Sample.Service;

namespace Hawser.Connectors.Sample.Write;

/// <summary>Encodes batches as files, which go to the stage together when the chunk is complete.</summary>
internal sealed class DepotWriter : TableWriter
{
    private readonly DepotClient _client;
    private readonly string _stage;
    private readonly string _chunk;
    private readonly DepotTable _target;
    private readonly int[] _positions;
    private readonly Schema _schema;
    private readonly List<DepotFile> _files = [];

    public DepotWriter(DepotClient client, string stage, string chunk, Schema source, DepotTable target)
    {
        (_client, _stage, _chunk, _target) = (client, stage, chunk, target);
        _schema = new Schema(target.Columns.Select(c => DepotCatalog.ColumnOf(c).Field.WithNullable(true)));
        _positions = [.. target.Columns.Select(c => source.IndexOf(c.Name))];
    }

    protected override ValueTask WriteCoreAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        if (batch.RowCount > 0)
        {
            using RecordBatch arranged = new(_schema, batch.RowCount, [.. _positions.Select((at, i) => at >= 0 ? batch[at].Retain() : Nulls(_schema[i].Type, batch.RowCount))]);
            _files.Add(DepotFile.Of(arranged));
        }

        return ValueTask.CompletedTask;
    }

    protected override async ValueTask<long> CompleteCoreAsync(CancellationToken cancellationToken)
    {
        await _client.PutChunkAsync(_stage, _chunk, [.. _files], cancellationToken).ConfigureAwait(false);
        return _files.Sum(f => (long)f.Rows);
    }

    protected override ValueTask DisposeCoreAsync(bool completed)
    {
        _files.Clear();
        return ValueTask.CompletedTask;
    }

    private static ArrowArray Nulls(ArrowType type, int rows)
    {
        using ArrayBuilder builder = ArrayBuilder.Create(type);
        builder.AppendNulls(rows);
        return builder.Finish();
    }
}
