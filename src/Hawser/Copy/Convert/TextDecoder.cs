using System.Text;
using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>From text to the values that it writes; other text is refused.</summary>
internal sealed class TextDecoder(Field to) : ColumnConverter
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

        return builder.Finish();
    }

    internal static string Show(ReadOnlySpan<byte> text) =>
        text.Length <= ShownBytes ? $"\"{Encoding.UTF8.GetString(text)}\"" : $"\"{Encoding.UTF8.GetString(text[..ShownBytes])}…\" ({text.Length} bytes)";
}
