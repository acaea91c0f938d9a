using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>STRUCT, the entries of a MAP, and VARIANT's storage: a vector a member.</summary>
internal sealed class StructDecoder(ArrowType type, VectorDecoder[] members, ArrowAllocator allocator) : VectorDecoder(type, allocator)
{
    public override long ByteCount
    {
        get
        {
            long total = 0;
            foreach (var member in members)
            {
                total += member.ByteCount;
            }

            return total;
        }
    }

    public override long Measure(nint vector, int start, int count)
    {
        long total = 0;
        for (var i = 0; i < members.Length; i++)
        {
            total += members[i].Measure(ChunkApi.duckdb_struct_vector_get_child(vector, (ulong)i), start, count);
        }

        return total;
    }

    public override unsafe void Append(nint vector, int start, int count)
    {
        AppendValidity(vector, start, count);
        for (var i = 0; i < members.Length; i++)
        {
            try
            {
                members[i].Append(ChunkApi.duckdb_struct_vector_get_child(vector, (ulong)i), start, count);
            }
            catch (CellMisfitException misfit)
            {
                throw new CellMisfitException(misfit.Row, $"in the member \"{Type.Children[i].Name}\", {misfit.Message}");
            }
        }
    }

    public override ArrowArray Finish()
    {
        int length = Length, nulls = Validity.NullCount;
        var validity = Validity.Finish();
        return new ArrowArray(Type, length, nulls, [validity], Array.ConvertAll(members, m => m.Finish()));
    }

    protected override void Free()
    {
        foreach (var member in members)
        {
            member.Dispose();
        }
    }
}
