using System.Numerics;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>numeric of integers.</summary>
internal sealed unsafe class IntegerNumericEncoder<T> : CopyEncoder
    where T : unmanaged, IBinaryInteger<T>
{
    private T* _values;

    protected override void BeginCore() => _values = (T*)Column.DataPointer + Column.Offset;

    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        Int128 value = Int128.CreateTruncating(_values[row]);
        NumericGroups groups = default;
        groups.Add((ulong)(UInt128)Int128.Abs(value), 0);
        groups.Write(output, Int128.IsNegative(value), 0);
        return true;
    }
}
