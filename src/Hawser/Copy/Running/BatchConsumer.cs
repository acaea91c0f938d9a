using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>Uses a batch on a thread of its own.</summary>
/// <param name="batch">The batch; borrowed.</param>
/// <param name="firstRow">How many rows came before it, over all producers.</param>
/// <param name="bytes">How much memory it holds on to.</param>
/// <param name="cancellationToken">Gives up.</param>
internal delegate void BatchConsumer(RecordBatch batch, long firstRow, long bytes, CancellationToken cancellationToken);
