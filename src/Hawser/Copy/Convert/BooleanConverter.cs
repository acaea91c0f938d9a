using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>From 0 and 1 to bool, any other number refused.</summary>
internal sealed class BooleanConverter : ColumnConverter
{
    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        using ArrowArray numbers = NumberConverters.Create(source.Type, ArrowType.Int64).Convert(source, allocator);
        using var builder = new BooleanBuilder(allocator);
        for (int i = 0; i < numbers.Length; i++)
        {
            if (numbers.IsNull(i))
            {
                builder.AppendNull();
                continue;
            }

            long number = numbers.Values<long>()[i];
            builder.Append(number is 0 or 1 ? number == 1 : throw new MisfitException(i, $"{number} is neither 0 nor 1"));
        }

        return builder.Finish();
    }
}
