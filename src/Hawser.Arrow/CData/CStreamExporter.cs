using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hawser.Arrow.CData;

/// <summary>Hands a reader to C code as a stream of batches.</summary>
public static unsafe class CStreamExporter
{
    /// <summary>
    /// Fills in a struct for a reader and takes the reader over: it is disposed when the struct is released. An error of the reader becomes an errno code and the text of
    /// <see cref="CArrowArrayStream.GetLastError"/>: EIO, ECANCELED when cancelled, ENOMEM.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="target">The struct to fill; what it held before is overwritten, not released.</param>
    /// <param name="cancellationToken">Cancels reads that C code asks for.</param>
    public static void Export(RecordBatchReader reader, CArrowArrayStream* target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (target == null)
        {
            throw new ArgumentNullException(nameof(target));
        }

        *target = default;
        target->GetSchema = &GetSchema;
        target->GetNext = &GetNext;
        target->GetLastError = &GetLastError;
        target->Release = &Release;
        new ExportedStream(reader, cancellationToken).Attach(target);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int GetSchema(CArrowArrayStream* stream, CArrowSchema* target) => ExportedStream.Of(stream).GetSchema(target);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int GetNext(CArrowArrayStream* stream, CArrowArray* target) => ExportedStream.Of(stream).GetNext(target);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte* GetLastError(CArrowArrayStream* stream) => ExportedStream.Of(stream).LastError;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Release(CArrowArrayStream* stream) => ExportedStream.Of(stream).Free(stream);
}
