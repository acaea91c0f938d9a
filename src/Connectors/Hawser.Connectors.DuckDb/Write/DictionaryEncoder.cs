using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>A dictionary of texts or bytes: each row's string points at its dictionary value.</summary>
internal sealed unsafe class DictionaryEncoder(bool isText) : VectorEncoder
{
    public override void Write(ArrowArray source, int row, int count, nint vector, int at)
    {
        var target = (NativeString*)ChunkApi.duckdb_vector_get_data(vector) + at;
        var values = source.Dictionary!;
        for (var i = 0; i < count; i++)
        {
            target[i] = default;
            if (source.IsNull(row + i))
            {
                SetNull(vector, at + i);
                continue;
            }

            var index = checked((int)source.GetDictionaryIndex(row + i));
            if (values.IsNull(index))
            {
                SetNull(vector, at + i);
                continue;
            }

            Put(target + i, values.GetBytes(index), row + i);
        }
    }

    private void Put(NativeString* target, ReadOnlySpan<byte> value, int row)
    {
        if (isText && !System.Text.Unicode.Utf8.IsValid(value))
        {
            throw new CellMisfitException(row, "the text is not valid UTF-8");
        }

        fixed (byte* bytes = value)
        {
            BytesEncoder.Put(target, bytes, (uint)value.Length);
        }
    }
}
