using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>A dictionary of anything but texts or bytes: each row's value is written on its own.</summary>
internal sealed class GatherEncoder(VectorEncoder values) : VectorEncoder
{
    public override void Write(ArrowArray source, int row, int count, nint vector, int at)
    {
        for (var i = 0; i < count; i++)
        {
            if (source.IsNull(row + i))
            {
                SetNull(vector, at + i);
                continue;
            }

            try
            {
                values.Write(source.Dictionary!, checked((int)source.GetDictionaryIndex(row + i)), 1, vector, at + i);
            }
            catch (CellMisfitException misfit)
            {
                throw new CellMisfitException(row + i, misfit.Message);
            }
        }
    }

    public override void SetNull(nint vector, int position) => values.SetNull(vector, position);
}
