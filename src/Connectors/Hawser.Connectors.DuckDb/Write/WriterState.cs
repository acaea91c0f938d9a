namespace Hawser.Connectors.DuckDb.Write;

/// <summary>What one writer handed over and what became of it. Guarded by the queue.</summary>
internal sealed class WriterState(string chunkId)
{
    public string ChunkId { get; } = chunkId;

    /// <summary>Rows handed over.</summary>
    public long RowsTaken { get; set; }

    /// <summary>Rows given to the reject sink.</summary>
    public long RowsRejected { get; set; }

    /// <summary>Batches handed over that the engine has not taken yet.</summary>
    public int Pending { get; set; }
}
