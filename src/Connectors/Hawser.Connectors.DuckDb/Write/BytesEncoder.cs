using System.Runtime.CompilerServices;
using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>VARCHAR, BLOB and GEOMETRY from variable-length bytes with 32-bit or 64-bit offsets.</summary>
internal sealed unsafe class BytesEncoder(bool isText) : VectorEncoder
{
    public override void Write(ArrowArray source, int row, int count, nint vector, int at)
    {
        var target = (NativeString*)ChunkApi.duckdb_vector_get_data(vector) + at;
        var bytes = new ColumnBytes(source);
        var hasNulls = WriteValidity(source, row, count, vector, at);
        if (isText)
        {
            TextCheck.Validate(source, bytes, row, count);
        }

        for (var i = 0; i < count; i++)
        {
            var value = bytes.Of(row + i, out var length);
            if (length > uint.MaxValue)
            {
                throw new CellMisfitException(row + i, $"a value of {length} bytes is longer than DuckDB takes");
            }

            // Below a null the offsets may say anything that is in order; an empty text is always sound.
            Put(target + i, value, hasNulls && source.IsNull(row + i) ? 0 : (uint)length);
        }
    }

    /// <summary>Points a native string at bytes, or takes them in when they are short.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Put(NativeString* target, byte* bytes, uint length)
    {
        *target = default;
        target->Length = length;
        if (length <= NativeString.InlineBytes)
        {
            Unsafe.CopyBlockUnaligned((byte*)target + 4, bytes, length);
        }
        else
        {
            target->Prefix = Unsafe.ReadUnaligned<uint>(bytes);
            target->Pointer = bytes;
        }
    }
}
