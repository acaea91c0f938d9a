using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Types;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>
/// Decides the types of columns whose declaration does not. A short result is kept while it is looked at; a longer one is run to its end and then begun anew, and every value is tested
/// again when it is read.
/// </summary>
internal sealed class TypeScout(StatementRun run, IReadOnlyList<ColumnType> declared, TypeMode mode, ArrowAllocator allocator)
{
    /// <summary>A result of up to this many rows is kept.</summary>
    public const int KeptRows = 4096;

    /// <summary>And of up to this many bytes of texts and blobs.</summary>
    public const long KeptBytes = 8L << 20;

    /// <summary>A result that cannot be begun anew is kept up to this many cells.</summary>
    public const int MostKeptCells = 10_000_000;

    /// <summary>True when a first pass is needed.</summary>
    public bool IsNeeded => mode == TypeMode.Scan || declared.Any(column => !column.IsDecided);

    /// <summary>Looks at all rows. When the result was short, <paramref name="kept"/> holds all its rows and the run is over; otherwise the run is at its beginning.</summary>
    public ColumnType[] Decide(TextSource texts, out RowBuffer? kept, CancellationToken cancellationToken)
    {
        bool[] isOpen = [.. declared.Select(column => mode == TypeMode.Scan || !column.IsDecided)];
        ColumnEvidence[] evidence = [.. declared.Select(column => new ColumnEvidence(mode == TypeMode.Scan ? column : ColumnType.Undecided, texts, allocator))];
        RowBuffer? buffer = new(declared.Count, run.Statement.Session.IsUtf16);
        kept = null;
        try
        {
            while (run.Step())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Observe(evidence, isOpen);
                buffer = Keep(buffer);
            }

            if (buffer is null)
            {
                run.Restart();
            }

            kept = buffer;
            buffer = null;
            return [.. declared.Select((column, i) => isOpen[i] ? evidence[i].Decide() : column)];
        }
        finally
        {
            buffer?.Dispose();
            Array.ForEach(evidence, column => column.Dispose());
        }
    }

    private void Observe(ColumnEvidence[] evidence, bool[] isOpen)
    {
        for (int i = 0; i < evidence.Length; i++)
        {
            if (isOpen[i])
            {
                evidence[i].Observe(NativeValue.OfColumn(run.Statement.Pointer, i));
            }
        }
    }

    private RowBuffer? Keep(RowBuffer? buffer)
    {
        if (buffer is null)
        {
            return null;
        }

        if (!run.CanRestart && (long)buffer.RowCount * declared.Count >= MostKeptCells)
        {
            throw SqliteErrors.Create(
                ConnectorStatus.ResourceExhausted,
                $"the statement returns more than {buffer.RowCount} rows without declared types and cannot be run twice.",
                "Write its rows into a table with declared types first.");
        }

        buffer.Add(run.Statement.Pointer);
        if (!run.CanRestart || (buffer.RowCount < KeptRows && buffer.Bytes < KeptBytes))
        {
            return buffer;
        }

        buffer.Dispose();
        return null;
    }
}
