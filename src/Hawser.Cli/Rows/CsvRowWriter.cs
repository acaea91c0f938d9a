using System.Buffers;
using System.Text;
using Hawser.Arrow;
using Hawser.Cli.Output;

namespace Hawser.Cli.Rows;

/// <summary>
/// CSV as RFC 4180 has it, with a header, UTF-8, lines ending in LF. NULL is an empty field, an empty text is <c>""</c>; every other value is exact as
/// <see cref="ValueFormatter"/> writes it.
/// </summary>
internal sealed class CsvRowWriter(Stream stream) : RowWriter
{
    private static readonly SearchValues<byte> NeedsQuotes = SearchValues.Create("\",\r\n"u8);

    private readonly StreamBuffer _output = new(stream);
    private readonly ArrayBufferWriter<byte> _value = new();
    private ValueFormatter[] _formatters = [];
    private bool[] _isText = [];

    public override void Begin(Schema schema)
    {
        _formatters = [.. schema.Fields.Select(f => new ValueFormatter(f))];
        _isText = [.. schema.Fields.Select(f => f.Type.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8)];
        for (int column = 0; column < schema.Fields.Count; column++)
        {
            Separate(column);
            WriteField(Encoding.UTF8.GetBytes(schema[column].Name));
        }

        _output.Write((byte)'\n');
    }

    public override void Write(RecordBatch batch)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            for (int column = 0; column < _formatters.Length; column++)
            {
                Separate(column);
                WriteValue(batch[column], row, column);
            }

            _output.Write((byte)'\n');
        }
    }

    public override void End() => _output.Flush();

    public override void Dispose() => _output.Dispose();

    private void Separate(int column)
    {
        if (column > 0)
        {
            _output.Write((byte)',');
        }
    }

    private void WriteValue(ArrowArray array, int row, int column)
    {
        if (array.IsNull(row))
        {
            return;
        }

        if (_isText[column])
        {
            WriteField(array.GetBytes(row));
            return;
        }

        _value.ResetWrittenCount();
        _formatters[column].Write(array, row, _value);
        WriteField(_value.WrittenSpan);
    }

    private void WriteField(ReadOnlySpan<byte> field)
    {
        if (!field.IsEmpty && field.IndexOfAny(NeedsQuotes) < 0)
        {
            _output.Write(field);
            return;
        }

        _output.Write((byte)'"');
        for (int quote = field.IndexOf((byte)'"'); quote >= 0; quote = field.IndexOf((byte)'"'))
        {
            _output.Write(field[..(quote + 1)]);
            _output.Write((byte)'"');
            field = field[(quote + 1)..];
        }

        _output.Write(field);
        _output.Write((byte)'"');
    }
}
