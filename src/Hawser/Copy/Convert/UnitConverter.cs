using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>Between the units of times, timestamps and durations, and from dates to timestamps and back: 32- or 64-bit integers times or divided by a factor, exactly.</summary>
internal sealed unsafe class UnitConverter(ArrowType to, long multiply, long divide) : ColumnConverter
{
    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        int width = to.ByteWidth;
        ArrowBuffer values = allocator.Allocate((long)source.Length * width);
        for (int i = 0; i < source.Length; i++)
        {
            long from = source.Type.ByteWidth == 4 ? source.Values<int>()[i] : source.Values<long>()[i];
            Int128 product = (Int128)from * multiply;
            (Int128 value, Int128 rest) = Int128.DivRem(product, divide);
            bool fits = rest == 0 && (width == 4 ? value == (int)Clamp(value, int.MinValue, int.MaxValue) : value == Clamp(value, long.MinValue, long.MaxValue));
            if (!fits && !source.IsNull(i))
            {
                values.Release();
                throw new MisfitException(i, $"{from} as {source.Type} does not fit {to}");
            }

            if (width == 4)
            {
                ((int*)values.Pointer)[i] = fits ? (int)value : 0;
            }
            else
            {
                ((long*)values.Pointer)[i] = fits ? (long)value : 0;
            }
        }

        return FixedWidth(to, source, values, allocator);
    }

    private static long Clamp(Int128 value, long least, long most) => (long)Int128.Clamp(value, least, most);
}
