using System.Runtime.InteropServices;
using System.Text;

namespace Hawser.Arrow.CData;

/// <summary>What an exported C stream keeps until its release is called: the reader and the text of the last error.</summary>
internal sealed unsafe class ExportedStream(RecordBatchReader reader, CancellationToken cancellationToken)
{
    private const int OutOfMemory = 12; // ENOMEM
    private const int InputOutput = 5; // EIO
    private const int Cancelled = 125; // ECANCELED

    public byte* LastError { get; private set; }

    public static ExportedStream Of(CArrowArrayStream* stream) => (ExportedStream)GCHandle.FromIntPtr((nint)stream->PrivateData).Target!;

    public void Attach(CArrowArrayStream* stream) => stream->PrivateData = (void*)GCHandle.ToIntPtr(GCHandle.Alloc(this));

    public int GetSchema(CArrowSchema* target) => Guard(() => CSchemaExporter.Export(reader.Schema, target));

    public int GetNext(CArrowArray* target) => Guard(() =>
    {
        using RecordBatch? batch = reader.ReadNext(cancellationToken);
        *target = default;
        if (batch is not null)
        {
            CArrayExporter.Export(batch, target);
        }
    });

    public void Free(CArrowArrayStream* stream)
    {
        GCHandle.FromIntPtr((nint)stream->PrivateData).Free();
        *stream = default;

        // The caller has no way to hear of an error here, and none may cross into C.
        Guard(reader.Dispose);
        SetError(null);
    }

    // The edge to C code, which exceptions must not cross: each becomes a code and a text.
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1031", Justification = "No exception may cross into C code; it becomes the stream's error code and text.")]
    private int Guard(Action work)
    {
        try
        {
            SetError(null);
            work();
            return 0;
        }
        catch (Exception e)
        {
            SetError(e.Message);
            return e switch
            {
                OperationCanceledException => Cancelled,
                OutOfMemoryException => OutOfMemory,
                _ => InputOutput,
            };
        }
    }

    private void SetError(string? message)
    {
        NativeMemory.Free(LastError);
        LastError = null;
        if (message is not null)
        {
            message = message.Replace('\0', ' ');
            byte* text = (byte*)NativeMemory.Alloc((nuint)Encoding.UTF8.GetByteCount(message) + 1);
            CText.Write(message, text, "message");
            LastError = text;
        }
    }
}
