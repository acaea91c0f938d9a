using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>A batch on its way to the engine; holds one reference of it.</summary>
/// <param name="Batch">The rows.</param>
/// <param name="Writer">Whose they are.</param>
/// <param name="FirstRow">The number of the first row among all rows of its writer.</param>
internal sealed record QueuedBatch(RecordBatch Batch, WriterState Writer, long FirstRow);
