using System.Numerics;
using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>HUGEINT and UHUGEINT from decimal256; every value is tested against the type's range.</summary>
internal sealed unsafe class WideDecimalEncoder(DuckDbType type, BigInteger least, BigInteger most) : VectorEncoder
{
    public static WideDecimalEncoder Huge { get; } = new(new DuckDbType(TypeId.HugeInt), Int128.MinValue, Int128.MaxValue);

    public static WideDecimalEncoder UnsignedHuge { get; } = new(new DuckDbType(TypeId.UHugeInt), 0, UInt128.MaxValue);

    public override void Write(ArrowArray source, int row, int count, nint vector, int at)
    {
        var values = (Int256*)source.DataPointer + source.Offset + row;
        var target = (UInt128*)ChunkApi.duckdb_vector_get_data(vector) + at;
        WriteValidity(source, row, count, vector, at);
        for (var i = 0; i < count; i++)
        {
            if (!Fits(values[i]) && !source.IsNull(row + i))
            {
                throw new CellMisfitException(row + i, $"{values[i]} does not fit {type}");
            }

            target[i] = values[i].Lower;
        }
    }

    private bool Fits(Int256 value)
    {
        BigInteger number = value;
        return number >= least && number <= most;
    }
}
