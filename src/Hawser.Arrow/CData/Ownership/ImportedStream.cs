using System.Runtime.InteropServices;

namespace Hawser.Arrow.CData;

/// <summary>A C stream that was moved to us; disposing calls its release, once.</summary>
internal sealed unsafe class ImportedStream : IDisposable
{
    private CArrowArrayStream* _stream;

    public ImportedStream(CArrowArrayStream* source)
    {
        _stream = (CArrowArrayStream*)NativeMemory.Alloc((nuint)sizeof(CArrowArrayStream));
        *_stream = *source;
        source->Release = null;
    }

    public Schema ReadSchema()
    {
        CArrowSchema schema = default;
        ThrowIfFailed(_stream->GetSchema(_stream, &schema), "tell its schema");
        return CSchemaImporter.ImportSchema(&schema);
    }

    /// <summary>The next batch; null at the end.</summary>
    public RecordBatch? ReadBatch(Schema schema, ValidationLevel level)
    {
        CArrowArray array = default;
        ThrowIfFailed(_stream->GetNext(_stream, &array), "give its next batch");
        return array.Release == null ? null : CArrayImporter.ImportBatch(&array, schema, level);
    }

    public void Dispose()
    {
        if (_stream == null)
        {
            return;
        }

        if (_stream->Release != null)
        {
            _stream->Release(_stream);
        }

        NativeMemory.Free(_stream);
        _stream = null;
    }

    private void ThrowIfFailed(int code, string what)
    {
        if (code == 0)
        {
            return;
        }

        byte* text = _stream->GetLastError == null ? null : _stream->GetLastError(_stream);
        string message = text == null ? "no reason was given" : System.Text.Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
        throw new ArrowException($"A C stream could not {what}: {message} (code {code}).");
    }
}
