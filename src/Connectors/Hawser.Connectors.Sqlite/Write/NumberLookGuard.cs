using System.Globalization;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>Refuses text that a column of NUMERIC affinity would turn into a number (https://www.sqlite.org/datatype3.html, section 3).</summary>
internal sealed class NumberLookGuard : ValueGuard
{
    public override string Reason => "looks like a number, and the column's NUMERIC affinity would turn it into one";

    public override bool Accepts(ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> text = value.Trim(" \t\n\v\f\r"u8);
        bool mayStart = !text.IsEmpty && (text[0] is (byte)'+' or (byte)'-' or (byte)'.' || char.IsAsciiDigit((char)text[0]));
        return !mayStart || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || double.IsNaN(number);
    }
}
