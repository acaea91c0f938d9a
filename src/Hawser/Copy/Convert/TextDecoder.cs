using System.Buffers;
using System.Text;
using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>
/// From text to the values that it writes; other text is refused. Asked to be strict, it also refuses text that writes a value in another form than ours (<c>007</c>, <c>1.5</c> for
/// a scale of 2), as that form would be lost.
/// </summary>
internal sealed class TextDecoder(Field to, bool strict = false) : ColumnConverter
{
    private const int ShownBytes = 60;

    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        var parser = new ValueParser(to);
        using ArrayBuilder builder = ArrayBuilder.Create(to.Type, allocator);
        for (int i = 0; i < source.Length; i++)
        {
            if (source.IsNull(i))
            {
                builder.AppendNull();
            }
            else if (!parser.TryAppend(source.GetBytes(i), builder))
            {
                throw new MisfitException(i, $"text {Show(source.GetBytes(i))} does not write {to.Type}");
            }
        }

        ArrowArray values = builder.Finish();
        bool isSound = false;
        try
        {
            if (strict)
            {
                CheckForm(source, values);
            }

            isSound = true;
            return values;
        }
        finally
        {
            if (!isSound)
            {
                values.Dispose();
            }
        }
    }

    private void CheckForm(ArrowArray text, ArrowArray values)
    {
        var formatter = new ValueFormatter(to);
        var form = new ArrayBufferWriter<byte>();
        for (int i = 0; i < text.Length; i++)
        {
            form.ResetWrittenCount();
            if (text.IsNull(i))
            {
                continue;
            }

            formatter.Write(values, i, form);
            if (!text.GetBytes(i).SequenceEqual(form.WrittenSpan))
            {
                throw new MisfitException(i, $"text {Show(text.GetBytes(i))} is not how {to.Type} writes the value ({Show(form.WrittenSpan)}); convert it in a query");
            }
        }
    }

    internal static string Show(ReadOnlySpan<byte> text) =>
        text.Length <= ShownBytes ? $"\"{Encoding.UTF8.GetString(text)}\"" : $"\"{Encoding.UTF8.GetString(text[..ShownBytes])}…\" ({text.Length} bytes)";
}
