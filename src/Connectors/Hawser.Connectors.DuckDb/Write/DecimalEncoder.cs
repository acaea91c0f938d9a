using System.Numerics;
using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>DECIMAL from decimal128; every value is tested against the digits that the column takes.</summary>
/// <typeparam name="T">The integer that DuckDB stores: short up to 4 digits, int up to 9, long up to 18, <see cref="Int128"/> up to 38.</typeparam>
internal sealed unsafe class DecimalEncoder<T>(DuckDbType type) : VectorEncoder
    where T : unmanaged, INumberBase<T>
{
    private readonly Int128 _limit = (Int128)BigInteger.Pow(10, type.Width);

    public override void Write(ArrowArray source, int row, int count, nint vector, int at)
    {
        var values = (Int128*)source.DataPointer + source.Offset + row;
        var target = (T*)ChunkApi.duckdb_vector_get_data(vector) + at;
        WriteValidity(source, row, count, vector, at);
        for (var i = 0; i < count; i++)
        {
            var value = values[i];
            if (value >= _limit || value <= -_limit)
            {
                if (!source.IsNull(row + i))
                {
                    throw new CellMisfitException(row + i, $"{value} (unscaled, {source.Type}) has more digits than {type} takes");
                }

                value = 0;
            }

            target[i] = T.CreateTruncating(value);
        }
    }
}
