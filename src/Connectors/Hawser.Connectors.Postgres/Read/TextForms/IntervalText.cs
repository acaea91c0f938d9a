using System.Buffers;
using System.Buffers.Binary;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>interval in the style "postgres", the server's default.</summary>
/// <remarks>Source: PostgreSQL documentation, "Interval Output"; src/backend/utils/adt/datetime.c, EncodeInterval.</remarks>
internal sealed class IntervalText : ITextForm
{
    private const int Width = 16;
    private const int MonthsPerYear = 12;

    public static IntervalText Instance { get; } = new();

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        if (value.Length != Width)
        {
            WireValue.ThrowLength(value, Width, "interval");
        }

        long micros = BinaryPrimitives.ReadInt64BigEndian(value);
        int days = BinaryPrimitives.ReadInt32BigEndian(value[8..]);
        int months = BinaryPrimitives.ReadInt32BigEndian(value[12..]);
        switch (micros, days, months)
        {
            case (long.MaxValue, int.MaxValue, int.MaxValue): output.Write("infinity"u8); return;
            case (long.MinValue, int.MinValue, int.MinValue): output.Write("-infinity"u8); return;
        }

        var parts = new Parts();
        parts.Add(months / MonthsPerYear, "year"u8, output);
        parts.Add(months % MonthsPerYear, "mon"u8, output);
        parts.Add(days, "day"u8, output);
        if (micros != 0 || parts.IsEmpty)
        {
            parts.AddTime(micros, output);
        }
    }

    // A part behind a negative one bears its sign even when it is positive.
    private struct Parts
    {
        private bool _hasAny;
        private bool _isAfterNegative;

        public readonly bool IsEmpty => !_hasAny;

        public void Add(int value, ReadOnlySpan<byte> unit, IBufferWriter<byte> output)
        {
            if (value == 0)
            {
                return;
            }

            Begin(value, output);
            output.Write((long)value);
            output.Write(' ');
            output.Write(unit);
            if (value != 1)
            {
                output.Write('s');
            }
        }

        public void AddTime(long micros, IBufferWriter<byte> output)
        {
            Begin(micros, output);
            if (micros < 0)
            {
                output.Write('-');
            }

            output.WriteTime(micros < 0 ? unchecked(0UL - (ulong)micros) : (ulong)micros);
        }

        private void Begin(long value, IBufferWriter<byte> output)
        {
            if (_hasAny)
            {
                output.Write(' ');
            }

            if (_isAfterNegative && value > 0)
            {
                output.Write('+');
            }

            _hasAny = true;
            _isAfterNegative = value < 0;
        }
    }
}
