using System.Globalization;

namespace Hawser.Connectors.MySql.Write;

/// <summary>year: 0 and 1901 to 2155, with four digits, because the server reads fewer as a short form of another year.</summary>
/// <param name="numbers">Writes the column's integers, which tells whether there is any.</param>
internal sealed class YearEncoder(FieldEncoder numbers) : FieldEncoder
{
    private const int Digits = 4;

    protected override void BeginCore() => numbers.Begin(Column);

    public override bool TryWrite(int row, LoadOutput output)
    {
        int start = output.Length;
        if (!numbers.TryWrite(row, output))
        {
            return Refuse(numbers.MisfitReason);
        }

        bool isKnown = int.TryParse(output.Content.Span[start..], NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year is 0 or (>= 1901 and <= 2155);
        output.Truncate(start);
        if (!isKnown)
        {
            return Refuse("is neither 0 nor a year from 1901 to 2155");
        }

        output.Advance(WriteYear(year, output));
        return true;
    }

    private static unsafe int WriteYear(int year, LoadOutput output)
    {
        year.TryFormat(new Span<byte>(output.Reserve(Digits), Digits), out int written, "D4", CultureInfo.InvariantCulture);
        return written;
    }
}
