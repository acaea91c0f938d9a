using System.Runtime.CompilerServices;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>float4 of singles; float8 of doubles and singles. Every bit is kept, NaN and ±infinity too.</summary>
internal sealed unsafe class FloatEncoder(bool isSingle, bool toSingle) : CopyEncoder
{
    private byte* _values;

    protected override void BeginCore() => _values = Column.DataPointer + ((long)Column.Offset * (isSingle ? sizeof(float) : sizeof(double)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        byte* at = output.Reserve(sizeof(int) + sizeof(double));
        int width = toSingle ? sizeof(float) : sizeof(double);
        CopyOutput.Put(at, width);
        if (toSingle)
        {
            CopyOutput.Put(at + sizeof(int), ((int*)_values)[row]);
        }
        else
        {
            CopyOutput.Put(at + sizeof(int), isSingle ? BitConverter.DoubleToInt64Bits(((float*)_values)[row]) : ((long*)_values)[row]);
        }

        output.Advance(sizeof(int) + width);
        return true;
    }
}
