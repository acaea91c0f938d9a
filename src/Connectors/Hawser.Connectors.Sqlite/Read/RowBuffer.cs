using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Copies of the first rows of a result, kept while its types are being decided.</summary>
internal sealed class RowBuffer(int columnCount, bool isUtf16) : IDisposable
{
    private readonly List<nint> _cells = [];

    /// <summary>Bytes of the texts and blobs kept.</summary>
    public long Bytes { get; private set; }

    public int RowCount => columnCount == 0 ? 0 : _cells.Count / columnCount;

    /// <summary>Keeps the current row of a statement.</summary>
    public void Add(nint statement)
    {
        for (int i = 0; i < columnCount; i++)
        {
            nint value = NativeValue.OfColumn(statement, i);
            Bytes += (StorageClass)NativeValue.Type(value) switch
            {
                StorageClass.Text when isUtf16 => NativeValue.Bytes16(value),
                StorageClass.Text or StorageClass.Blob => NativeValue.Bytes(value),
                _ => 0,
            };

            nint copy = NativeValue.Duplicate(value);
            if (copy == 0)
            {
                throw SqliteErrors.Create(ConnectorStatus.ResourceExhausted, "there is no memory for the rows by which the types are decided.");
            }

            _cells.Add(copy);
        }
    }

    public nint Cell(int row, int column) => _cells[(row * columnCount) + column];

    public void Dispose()
    {
        foreach (nint cell in _cells)
        {
            NativeValue.Free(cell);
        }

        _cells.Clear();
    }
}
