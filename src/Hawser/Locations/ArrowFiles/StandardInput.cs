using Hawser.Arrow.Ipc;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Standard input as a stream that can be described and then read, once. Thread-safe.</summary>
internal sealed class StandardInput(Func<Stream> open) : IDisposable
{
    private readonly Lock _lock = new();
    private IpcStreamReader? _reader;
    private bool _isTaken;

    /// <summary>The schema, which is read from the input when it was not yet.</summary>
    public Arrow.Schema Describe(ReadOptions options)
    {
        lock (_lock)
        {
            return Reader(options).Schema;
        }
    }

    /// <summary>The reader; the caller disposes it.</summary>
    public IpcStreamReader Take(ReadOptions options)
    {
        lock (_lock)
        {
            var reader = Reader(options);
            _isTaken = true;
            _reader = null;
            return reader;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isTaken = true;
            _reader?.Dispose();
            _reader = null;
        }
    }

    private IpcStreamReader Reader(ReadOptions options)
    {
        if (_isTaken)
        {
            throw new ConnectorException(ConnectorStatus.NotSupported, ArrowConnector.ConnectorName, "standard input can be read only once.");
        }

        return _reader ??= ArrowErrors.Guard(ArrowConnector.StandardStreamPath, () => Open(options));
    }

    private IpcStreamReader Open(ReadOptions options)
    {
        var stream = open();
        IpcStreamReader? reader = null;
        try
        {
            return reader = IpcStreamReader.Open(stream, new IpcReaderOptions { Allocator = options.Allocator });
        }
        finally
        {
            if (reader is null)
            {
                stream.Dispose();
            }
        }
    }
}
