using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Texts, passed on with escapes once they are known to be valid UTF-8.</summary>
/// <param name="mostCharacters">The longest text; the server cuts spaces off what is longer, with a note at most, which is refused here.</param>
/// <param name="keepsSpaces">Whether spaces at the end are kept. char does not keep them.</param>
internal sealed class TextEncoder(int mostCharacters = int.MaxValue, bool keepsSpaces = true) : FieldEncoder
{
    private ColumnBytes _bytes;
    private bool _isValid;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TryWrite(int row, LoadOutput output)
    {
        ReadOnlySpan<byte> text = _bytes.Of(row);
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
        _isValid = IsWholeColumnValid();
    }

    // What is valid as a whole is valid in its rows when no row begins inside a character.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool IsWholeColumnValid()
    {
        ReadOnlySpan<byte> whole = _bytes.All(Column.Length);
        if (whole.IsEmpty || !Utf8.IsValid(whole))
        {
            return false;
        }

        bool isSplit = false;
        for (int row = 0; row < Column.Length; row++)
        {
            ReadOnlySpan<byte> text = _bytes.Of(row);
            isSplit |= !text.IsEmpty && (sbyte)text[0] < -64;
        }

        return !isSplit;
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
