using System.Buffers.Binary;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Read.Values;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>time: a span from -838:59:59 to 838:59:59, in microseconds; or a time of day.</summary>
/// <remarks>Source: MySQL source documentation, "Binary Protocol Value", MYSQL_TYPE_TIME.</remarks>
internal sealed class TimeDecoder(FixedWidthBuilder<long> builder) : CellDecoder(builder)
{
    private const int SecondBytes = 8;
    private const int MicrosecondBytes = 12;
    private const int TailCharacters = 6;
    private const long MicrosecondsOfSecond = 1_000_000;
    private const uint MostDays = 35;

    private readonly FixedWidthBuilder<long> _builder = builder;

    /// <summary>Whether values are times of a day, by the mark in the column's comment.</summary>
    public bool IsOfDay { get; init; }

    public override void AppendBinary(ref PacketCursor row)
    {
        ReadOnlySpan<byte> bytes = row.Bytes(row.Byte());
        if (bytes.IsEmpty)
        {
            _builder.Append(0);
            return;
        }

        if (bytes.Length is not (SecondBytes or MicrosecondBytes) || BinaryPrimitives.ReadUInt32LittleEndian(bytes[1..]) is > MostDays)
        {
            throw new WireFormatException($"a time has {bytes.Length} bytes at byte {row.Offset} of a row, or too many days");
        }

        long days = BinaryPrimitives.ReadUInt32LittleEndian(bytes[1..]);
        long fraction = bytes.Length == MicrosecondBytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[SecondBytes..]) : 0;
        Append(bytes[0] != 0, (days * 24) + bytes[5], bytes[6], bytes[7], fraction);
    }

    public override void AppendText(ReadOnlySpan<byte> value)
    {
        bool isNegative = value is [(byte)'-', ..];
        ReadOnlySpan<byte> text = isNegative ? value[1..] : value;
        int colon = text.IndexOf((byte)':');
        if (colon is < 1 or > 4 || text.Length < colon + TailCharacters || text[colon + 3] != ':' || !MomentParts.Digits(text[..colon], out int hours)
            || !MomentParts.Digits(text.Slice(colon + 1, 2), out int minutes) || !MomentParts.Digits(text.Slice(colon + 4, 2), out int seconds)
            || !MomentParts.TryParseFraction(text[(colon + TailCharacters)..], out int fraction))
        {
            throw new WireFormatException($"{BytesText.Quote(value)} came as a time");
        }

        Append(isNegative, hours, minutes, seconds, fraction);
    }

    private void Append(bool isNegative, long hours, int minutes, int seconds, long fraction)
    {
        long microseconds = ((((hours * 60) + minutes) * 60 + seconds) * MicrosecondsOfSecond) + fraction;
        if (IsOfDay && (isNegative || hours > 23))
        {
            throw new CellMisfitException($"{(isNegative ? "-" : "")}{hours}:{minutes:00}:{seconds:00} is no time of a day, which the mark in the column's comment says it is; drop the mark to read it as a span");
        }

        _builder.Append(isNegative ? -microseconds : microseconds);
    }
}
