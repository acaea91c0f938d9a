using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Texts, passed on with escapes once they are known to be valid UTF-8.</summary>
/// <param name="mostCharacters">The longest text; the server cuts spaces off what is longer, with a note at most, which is refused here.</param>
/// <param name="keepsSpaces">Whether spaces at the end are kept. char does not keep them.</param>
internal sealed unsafe class TextEncoder(int mostCharacters = int.MaxValue, bool keepsSpaces = true) : FieldEncoder
{
    private ColumnBytes _bytes;
    private bool _isValid;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TryWrite(int row, LoadOutput output)
    {
        byte* start = _bytes.Of(row, out long length);
        if (length > LoadOutput.MostValueBytes)
        {
            return Refuse(LoadOutput.TooLong);
        }

        var text = new ReadOnlySpan<byte>(start, (int)length);
        if (!_isValid && !Utf8.IsValid(text))
        {
            return Refuse("is no valid UTF-8");
        }

        if (text.Length > mostCharacters && CountCharacters(text) > mostCharacters)
        {
            return Refuse(string.Create(CultureInfo.InvariantCulture, $"is longer than {mostCharacters} characters"));
        }

        if (!keepsSpaces && text is [.., (byte)' '])
        {
            return Refuse("ends with a space, which the column would not keep");
        }

        output.Escaped(text);
        return true;
    }

    protected override void BeginCore()
    {
        _bytes = new ColumnBytes(Column);
        _isValid = _bytes.IsUtf8(0, Column.Length);
    }

    private static int CountCharacters(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte value in text)
        {
            count += (sbyte)value >= -64 ? 1 : 0;
        }

        return count;
    }
}
