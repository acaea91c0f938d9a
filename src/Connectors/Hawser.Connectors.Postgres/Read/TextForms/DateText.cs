using System.Buffers;
using System.Buffers.Binary;
using Hawser.Arrow;
using Hawser.Connectors.Postgres.Read.Values;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>date in ISO style; years before 1 are counted BC.</summary>
internal sealed class DateText : ITextForm
{
    private const int YearDigits = 4;

    public static DateText Instance { get; } = new();

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        if (value.Length != sizeof(int))
        {
            WireValue.ThrowLength(value, sizeof(int), "date");
        }

        int days = BinaryPrimitives.ReadInt32BigEndian(value);
        if (days is int.MinValue or int.MaxValue)
        {
            output.Write(days < 0 ? "-infinity"u8 : "infinity"u8);
            return;
        }

        bool isBeforeChrist = WriteDay((long)days + PgEpoch.Days, output);
        WriteEra(isBeforeChrist, output);
    }

    /// <summary>Writes a day since 1970-01-01 without its era; true when that is BC.</summary>
    public static bool WriteDay(long days, IBufferWriter<byte> output)
    {
        CivilDate date = CivilDate.FromDays(days);
        bool isBeforeChrist = date.Year <= 0;
        output.WritePadded((ulong)(isBeforeChrist ? 1 - date.Year : date.Year), YearDigits);
        output.Write('-');
        output.WritePadded((ulong)date.Month, 2);
        output.Write('-');
        output.WritePadded((ulong)date.Day, 2);
        return isBeforeChrist;
    }

    /// <summary>Writes the era where it is not ours.</summary>
    public static void WriteEra(bool isBeforeChrist, IBufferWriter<byte> output)
    {
        if (isBeforeChrist)
        {
            output.Write(" BC"u8);
        }
    }
}
