using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>money of its digits as text: an integer of the least coins. The server would read the text by its own country's comma and point.</summary>
/// <param name="scale">The digits behind the point, which the database's <c>lc_monetary</c> decides.</param>
internal sealed unsafe class MoneyEncoder(int scale) : CopyEncoder
{
    private ColumnBytes _bytes;

    protected override void BeginCore() => _bytes = new ColumnBytes(Column);

    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        byte* text = _bytes.Of(row, out long length);
        bool isAmount = length <= TextRules.MostBytes
            && DecimalText.TryParse(new ReadOnlySpan<byte>(text, (int)length), DecimalType.MaxPrecision128, scale, out Int128 coins)
            && coins >= long.MinValue && coins <= long.MaxValue
            && Write((long)coins, output);
        return isAmount || Refuse($"is no amount of money with {scale} digits behind the point");
    }

    private static bool Write(long coins, CopyOutput output)
    {
        byte* at = output.Reserve(sizeof(int) + sizeof(long));
        CopyOutput.Put(at, sizeof(long));
        CopyOutput.Put(at + sizeof(int), coins);
        output.Advance(sizeof(int) + sizeof(long));
        return true;
    }
}
