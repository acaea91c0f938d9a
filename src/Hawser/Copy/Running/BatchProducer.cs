using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>Makes batches on a thread of its own.</summary>
/// <param name="waitForRoom">Waits until the queue has room; asked before each batch is made, so that memory stays bounded.</param>
/// <param name="give">Hands a batch over for good.</param>
/// <param name="cancellationToken">Gives up.</param>
internal delegate void BatchProducer(Action<CancellationToken> waitForRoom, Action<RecordBatch> give, CancellationToken cancellationToken);
