using System.Buffers;
using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>From any type to the exact text of its values.</summary>
internal sealed class TextEncoder(Field from, ArrowType to) : ColumnConverter
{
    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        var formatter = new ValueFormatter(from);
        var text = new ArrayBufferWriter<byte>();
        using var builder = new VarBinaryBuilder(to, allocator);
        for (int i = 0; i < source.Length; i++)
        {
            if (source.IsNull(i))
            {
                builder.AppendNull();
                continue;
            }

            text.ResetWrittenCount();
            formatter.Write(source, i, text);
            builder.Append(text.WrittenSpan);
        }

        return builder.Finish();
    }
}
