using System.Buffers;
using System.Globalization;
using System.Text;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>The small steps that text forms share, and a value's text for messages.</summary>
internal static class TextOf
{
    private const int MostMessageChars = 60;

    /// <summary>A value as text for a message; only its beginning when it is long.</summary>
    public static string Value(ITextForm form, ReadOnlySpan<byte> value)
    {
        var output = new ArrayBufferWriter<byte>();
        form.Write(value, output);
        string text = Encoding.UTF8.GetString(output.WrittenSpan);
        return text.Length <= MostMessageChars ? text : text[..MostMessageChars] + "…";
    }

    /// <summary>Writes one ASCII character.</summary>
    public static void Write(this IBufferWriter<byte> output, char character)
    {
        output.GetSpan(1)[0] = (byte)character;
        output.Advance(1);
    }

    /// <summary>Writes a number in base 10.</summary>
    public static void Write(this IBufferWriter<byte> output, long number)
    {
        number.TryFormat(output.GetSpan(20), out int count, default, CultureInfo.InvariantCulture);
        output.Advance(count);
    }

    /// <summary>Writes at least this many digits, zeros in front.</summary>
    public static void WritePadded(this IBufferWriter<byte> output, ulong number, int digits)
    {
        Span<byte> room = output.GetSpan(20);
        number.TryFormat(room, out int count, default, CultureInfo.InvariantCulture);
        int zeros = Math.Max(digits - count, 0);
        room[..count].CopyTo(room[zeros..]);
        room[..zeros].Fill((byte)'0');
        output.Advance(count + zeros);
    }

    /// <summary>Writes a fraction of a second behind a point, without the zeros at its end; nothing when it is zero.</summary>
    public static void WriteFraction(this IBufferWriter<byte> output, ulong micros)
    {
        if (micros == 0)
        {
            return;
        }

        int digits = 6;
        for (; micros % 10 == 0; digits--)
        {
            micros /= 10;
        }

        output.Write('.');
        output.WritePadded(micros, digits);
    }

    /// <summary>Writes a time of day.</summary>
    public static void WriteTime(this IBufferWriter<byte> output, ulong micros)
    {
        ulong seconds = micros / 1_000_000;
        output.WritePadded(seconds / 3600, 2);
        output.Write(':');
        output.WritePadded(seconds / 60 % 60, 2);
        output.Write(':');
        output.WritePadded(seconds % 60, 2);
        output.WriteFraction(micros % 1_000_000);
    }

    /// <summary>Writes a text in which each of these characters stands behind a backslash or is doubled.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="text">The text.</param>
    /// <param name="special">The characters.</param>
    /// <param name="escape">What stands before them; null: they are doubled.</param>
    public static void WriteEscaped(this IBufferWriter<byte> output, ReadOnlySpan<byte> text, ReadOnlySpan<byte> special, char? escape)
    {
        while (text.IndexOfAny(special) is >= 0 and var at)
        {
            output.Write(text[..at]);
            output.Write(escape ?? (char)text[at]);
            output.Write((char)text[at]);
            text = text[(at + 1)..];
        }

        output.Write(text);
    }
}
