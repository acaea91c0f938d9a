using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>
/// UNION: DuckDB keeps a vector of tags and one vector a member, all as long as the rows, which is Arrow's sparse union. A row that is NULL as a whole
/// becomes a null of the first member; so a null that DuckDB holds *inside* the first member has no form of its own and is refused.
/// </summary>
internal sealed unsafe class UnionDecoder(UnionType type, VectorDecoder[] members, ArrowAllocator allocator) : VectorDecoder(type, allocator)
{
    private readonly BufferBuilder _tags = new(allocator);

    public override int Length => (int)_tags.Length;

    public override long ByteCount
    {
        get
        {
            var total = _tags.Length;
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
            total += members[i].Measure(Member(vector, i), start, count);
        }

        return total;
    }

    public override void Append(nint vector, int start, int count)
    {
        AppendTags(vector, start, count);
        for (var i = 0; i < members.Length; i++)
        {
            try
            {
                members[i].Append(Member(vector, i), start, count);
            }
            catch (CellMisfitException misfit)
            {
                throw new CellMisfitException(misfit.Row, $"in the member \"{Type.Children[i].Name}\", {misfit.Message}");
            }
        }
    }

    public override ArrowArray Finish() =>
        new(Type, Length, 0, [_tags.Finish()], Array.ConvertAll(members, m => m.Finish()));

    protected override void Free()
    {
        _tags.Dispose();
        foreach (var member in members)
        {
            member.Dispose();
        }
    }

    private static nint Member(nint vector, int index) => ChunkApi.duckdb_struct_vector_get_child(vector, (ulong)index + 1);

    private void AppendTags(nint vector, int start, int count)
    {
        var tags = (byte*)ChunkApi.duckdb_vector_get_data(ChunkApi.duckdb_struct_vector_get_child(vector, 0));
        var mask = (byte*)ChunkApi.duckdb_vector_get_validity(vector);
        var firstMask = (byte*)ChunkApi.duckdb_vector_get_validity(Member(vector, 0));
        var target = _tags.Reserve(count);
        for (var row = start; row < start + count; row++)
        {
            var isNull = mask is not null && !Bitmap.Get(mask, row);
            if (!isNull && tags[row] == 0 && firstMask is not null && !Bitmap.Get(firstMask, row))
            {
                throw new CellMisfitException(row, $"a union that is not NULL but holds NULL in its first member \"{Type.Children[0].Name}\" cannot be told from a NULL union");
            }

            target[row - start] = isNull ? (byte)0 : tags[row];
        }

        _tags.Advance(count);
    }
}
