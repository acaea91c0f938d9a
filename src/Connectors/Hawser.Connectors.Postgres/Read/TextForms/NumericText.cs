using System.Buffers;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>numeric: all its digits, with as many behind the point as it shows; NaN and ±Infinity by name.</summary>
internal sealed class NumericText : ITextForm
{
    public static NumericText Instance { get; } = new();

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        var numeric = new NumericValue(value);
        switch (numeric.SpecialName)
        {
            case "NaN": output.Write("NaN"u8); return;
            case "Infinity": output.Write("Infinity"u8); return;
            case "-Infinity": output.Write("-Infinity"u8); return;
        }

        if (numeric.IsNegative)
        {
            output.Write('-');
        }

        WriteWhole(numeric, output);
        if (numeric.DisplayScale > 0)
        {
            output.Write('.');
            WriteFraction(numeric, output);
        }
    }

    private static void WriteWhole(in NumericValue numeric, IBufferWriter<byte> output)
    {
        bool hasDigit = false;
        for (int power = numeric.Weight; power >= 0; power--)
        {
            int group = GroupAt(numeric, power);
            if (hasDigit)
            {
                output.WritePadded((ulong)group, NumericValue.DigitsPerGroup);
            }
            else if (group != 0)
            {
                output.Write((long)group);
                hasDigit = true;
            }
        }

        if (!hasDigit)
        {
            output.Write('0');
        }
    }

    private static void WriteFraction(in NumericValue numeric, IBufferWriter<byte> output)
    {
        Span<byte> digits = stackalloc byte[NumericValue.DigitsPerGroup];
        int power = -1;
        for (int left = numeric.DisplayScale; left > 0; left -= NumericValue.DigitsPerGroup, power--)
        {
            int group = GroupAt(numeric, power);
            for (int i = NumericValue.DigitsPerGroup - 1; i >= 0; i--, group /= 10)
            {
                digits[i] = (byte)('0' + (group % 10));
            }

            output.Write(digits[..Math.Min(left, NumericValue.DigitsPerGroup)]);
        }
    }

    private static int GroupAt(in NumericValue numeric, int power)
    {
        int position = numeric.Weight - power;
        return position >= 0 && position < numeric.GroupCount ? numeric.Group(position) : 0;
    }
}
