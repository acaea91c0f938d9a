using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>int2, int4, int8 and oid of integers of any width that fit.</summary>
internal sealed unsafe class IntegerEncoder<T>(int width, long least, long most) : CopyEncoder
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly string _reason = $"lies outside {least} to {most}";
    private T* _values;

    protected override void BeginCore() => _values = (T*)Column.DataPointer + Column.Offset;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        long value = long.CreateTruncating(_values[row]);
        if (value < least || value > most || (typeof(T) == typeof(ulong) && value < 0))
        {
            return Refuse(_reason);
        }

        byte* at = output.Reserve(sizeof(int) + sizeof(long));
        CopyOutput.Put(at, width);
        if (width == sizeof(int))
        {
            CopyOutput.Put(at + sizeof(int), (int)value);
        }
        else if (width == sizeof(long))
        {
            CopyOutput.Put(at + sizeof(int), value);
        }
        else
        {
            CopyOutput.Put(at + sizeof(int), (short)value);
        }

        output.Advance(sizeof(int) + width);
        return true;
    }
}
