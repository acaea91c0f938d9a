using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>From variable-size to fixed-size bytes: a value of another size is refused.</summary>
internal sealed class FixedSizeBinaryConverter(FixedSizeBinaryType to) : ColumnConverter
{
    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        using var builder = new FixedSizeBinaryBuilder(to, allocator);
        for (int i = 0; i < source.Length; i++)
        {
            if (source.IsNull(i))
            {
                builder.AppendNull();
                continue;
            }

            ReadOnlySpan<byte> bytes = source.GetBytes(i);
            if (bytes.Length != to.ByteWidth)
            {
                throw new MisfitException(i, $"a value of {bytes.Length} bytes does not fit {to}");
            }

            builder.Append(bytes);
        }

        return builder.Finish();
    }
}
