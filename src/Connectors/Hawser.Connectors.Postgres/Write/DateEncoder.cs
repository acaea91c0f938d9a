using System.Runtime.CompilerServices;
using Hawser.Connectors.Postgres.Read.Values;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>date of days since 1970-01-01.</summary>
internal sealed unsafe class DateEncoder : CopyEncoder
{
    // Julian day 0 to the end of 5874897-12-31, counted from 2000-01-01.
    private const long First = -2_451_545;
    private const long End = 2_147_483_494 + First;

    private int* _values;

    protected override void BeginCore() => _values = (int*)Column.DataPointer + Column.Offset;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        long days = (long)_values[row] - PgEpoch.Days;
        if (days is < First or >= End)
        {
            return Refuse("lies outside 4714-11-24 BC to 5874897-12-31");
        }

        byte* at = output.Reserve(2 * sizeof(int));
        CopyOutput.Put(at, sizeof(int));
        CopyOutput.Put(at + sizeof(int), (int)days);
        output.Advance(2 * sizeof(int));
        return true;
    }
}
