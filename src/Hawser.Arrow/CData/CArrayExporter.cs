using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hawser.Arrow.CData;

/// <summary>Hands arrays and batches to C code without copying their values.</summary>
public static unsafe class CArrayExporter
{
    /// <summary>Fills in a struct for an array and takes a reference on the array, given back when the struct is released. Its type is told apart by <see cref="CSchemaExporter"/>.</summary>
    /// <param name="array">The array; the caller's own reference stays the caller's.</param>
    /// <param name="target">The struct to fill; what it held before is overwritten, not released.</param>
    public static void Export(ArrowArray array, CArrowArray* target)
    {
        ArgumentNullException.ThrowIfNull(array);
        ThrowIfNull(target);
        array.Retain();
        ReadOnlySpan<ArrowArray> children = array.Children;
        CArrowArray* child = Start(array, array.Length, array.Buffers.Length, children.Length, array.Dictionary is not null, ShiftedValidity(array), target);

        // Always counted: -1 is allowed, but some consumers (DuckDB 1.5 with dictionaries) take it for none.
        target->NullCount = array.NullCount;
        FillBuffers(array, target);
        for (int i = 0; i < children.Length; i++)
        {
            Export(children[i], target->Children[i]);
        }

        if (array.Dictionary is { } dictionary)
        {
            target->Dictionary = child + children.Length;
            Export(dictionary, target->Dictionary);
        }
    }

    /// <summary>Fills in a struct for a batch, as a struct array with a child for each column, and takes a reference on the batch, given back when the struct is released.</summary>
    /// <param name="batch">The batch; the caller's own reference stays the caller's.</param>
    /// <param name="target">The struct to fill; what it held before is overwritten, not released.</param>
    public static void Export(RecordBatch batch, CArrowArray* target)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ThrowIfNull(target);
        batch.Retain();
        Start(batch, batch.RowCount, 1, batch.Columns.Length, false, null, target);
        for (int i = 0; i < batch.Columns.Length; i++)
        {
            Export(batch[i], target->Children[i]);
        }
    }

    // One block holds the buffers' addresses, the pointers to the children, their structs and the dictionary's.
    private static CArrowArray* Start(IDisposable owner, int length, int buffers, int children, bool hasDictionary, ArrowBuffer? validity, CArrowArray* target)
    {
        int pointers = (buffers + children) * sizeof(void*);
        byte* block = (byte*)NativeMemory.AllocZeroed((nuint)(pointers + ((children + (hasDictionary ? 1 : 0)) * sizeof(CArrowArray)) + 1));
        *target = default;
        target->Length = length;
        target->BufferCount = buffers;
        target->ChildCount = children;
        target->Buffers = (void**)block;
        target->Children = (CArrowArray**)(block + (buffers * sizeof(void*)));
        target->Release = &Release;
        var structs = (CArrowArray*)(block + pointers);
        for (int i = 0; i < children; i++)
        {
            target->Children[i] = structs + i;
        }

        if (validity is not null)
        {
            target->Buffers[0] = validity.Pointer;
        }

        new ExportedArray(owner, block, validity).Attach(target);
        return structs;
    }

    private static void FillBuffers(ArrowArray array, CArrowArray* target)
    {
        for (int i = 0; i < array.Buffers.Length; i++)
        {
            if (target->Buffers[i] == null && array.Buffers[i] is { } buffer)
            {
                target->Buffers[i] = buffer.Pointer;
            }
        }

        // An array without rows may have no offsets buffer; C code may still read the first offset.
        if (array.Type.Layout.Buffers is [_, BufferKind.Offsets32 or BufferKind.Offsets64, ..])
        {
            target->Buffers[1] = array.DataPointer;
        }

        if (!ChildrenFollowOffset(array))
        {
            target->Offset = array.Offset;
        }
        else if (array.Type.Id == ArrowTypeId.SparseUnion)
        {
            target->Buffers[0] = array.DataPointer + array.Offset;
        }
        else if (array.ValidityPointer != null && (array.Offset & 7) == 0)
        {
            target->Buffers[0] = array.ValidityPointer + (array.Offset >> 3);
        }
    }

    // In C a parent's offset counts in its children too; our children are sliced already. So the parent starts at 0 and its own buffer is moved instead.
    private static bool ChildrenFollowOffset(ArrowArray array) => array.Type.Id is ArrowTypeId.Struct or ArrowTypeId.SparseUnion;

    private static ArrowBuffer? ShiftedValidity(ArrowArray array)
    {
        if (array.Type.Id != ArrowTypeId.Struct || array.ValidityPointer == null || (array.Offset & 7) == 0)
        {
            return null;
        }

        ArrowBuffer shifted = ArrowAllocator.Default.AllocateZeroed(Bitmap.ByteCount(array.Length));
        Bitmap.Copy(array.ValidityPointer, array.Offset, shifted.Pointer, 0, array.Length);
        return shifted;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Release(CArrowArray* array) => ExportedArray.Of(array).Free(array);

    private static void ThrowIfNull(void* target)
    {
        if (target == null)
        {
            throw new ArgumentNullException(nameof(target));
        }
    }
}
