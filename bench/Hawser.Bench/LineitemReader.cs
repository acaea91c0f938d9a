using System.Text;
using Hawser.Arrow;

namespace Hawser.Bench;

/// <summary>Makes the 16 columns of TPC-H's lineitem from a seed: the same rows for the same seed and count, on any machine.</summary>
internal sealed class LineitemReader(long rowCount, ulong seed = 42, int batchRows = 65_536) : RecordBatchReader
{
    private static readonly ArrowType Money = DecimalType.Decimal128(15, 2);
    private static readonly string[] Instructions = ["DELIVER IN PERSON", "COLLECT COD", "NONE", "TAKE BACK RETURN"];
    private static readonly string[] Modes = ["REG AIR", "AIR", "RAIL", "SHIP", "TRUCK", "MAIL", "FOB"];
    private static readonly string[] Words = ["carefully", "final", "deposits", "sleep", "furiously", "express", "requests", "above", "the", "ironic", "packages", "haggle", "quickly", "pending", "accounts"];
    private readonly RecordBatchBuilder _builder = new(LineitemSchema);
    private ulong _state = seed;
    private long _row;

    public static Schema LineitemSchema { get; } = new(
    [
        new Field("l_orderkey", ArrowType.Int64, isNullable: false),
        new Field("l_partkey", ArrowType.Int64),
        new Field("l_suppkey", ArrowType.Int64),
        new Field("l_linenumber", ArrowType.Int64, isNullable: false),
        new Field("l_quantity", Money),
        new Field("l_extendedprice", Money),
        new Field("l_discount", Money),
        new Field("l_tax", Money),
        new Field("l_returnflag", ArrowType.Utf8),
        new Field("l_linestatus", ArrowType.Utf8),
        new Field("l_shipdate", ArrowType.Date32),
        new Field("l_commitdate", ArrowType.Date32),
        new Field("l_receiptdate", ArrowType.Date32),
        new Field("l_shipinstruct", ArrowType.Utf8),
        new Field("l_shipmode", ArrowType.Utf8),
        new Field("l_comment", ArrowType.Utf8),
    ]);

    public override Schema Schema => LineitemSchema;

    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken)
    {
        if (_row >= rowCount)
        {
            return null;
        }

        for (int i = 0; i < batchRows && _row < rowCount; i++, _row++)
        {
            AppendRow();
        }

        return _builder.Finish();
    }

    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new(ReadNextCore(cancellationToken));

    protected override ValueTask DisposeCoreAsync()
    {
        _builder.Dispose();
        return default;
    }

    private void AppendRow()
    {
        long order = (_row / 4 * 8) + (_row / 4 % 8);
        int shipped = 8036 + Next(2526);
        Int(0, order);
        Int(1, 1 + Next(200_000));
        Int(2, 1 + Next(10_000));
        Int(3, 1 + (_row % 4));
        long quantity = 1 + Next(50);
        Decimal(4, quantity * 100);
        Decimal(5, quantity * (90_000 + Next(110_000)));
        Decimal(6, Next(11));
        Decimal(7, Next(9));
        Text(8, shipped > 9300 ? "N" : Next(2) == 0 ? "R" : "A");
        Text(9, shipped > 9298 ? "O" : "F");
        Day(10, shipped);
        Day(11, shipped + Next(60) - 30);
        Day(12, shipped + 1 + Next(30));
        Text(13, Instructions[Next(Instructions.Length)]);
        Text(14, Modes[Next(Modes.Length)]);
        Comment();
    }

    private void Comment()
    {
        var comment = (VarBinaryBuilder)_builder[15];
        int words = 1 + Next(6), written = 0;
        Span<byte> room = comment.Reserve(128);
        for (int i = 0; i < words; i++)
        {
            if (i > 0)
            {
                room[written++] = (byte)' ';
            }

            written += Encoding.ASCII.GetBytes(Words[Next(Words.Length)], room[written..]);
        }

        comment.CommitAppend(written);
    }

    private void Int(int column, long value) => ((FixedWidthBuilder<long>)_builder[column]).Append(value);

    private void Decimal(int column, long unscaled) => ((FixedWidthBuilder<Int128>)_builder[column]).Append(unscaled);

    private void Day(int column, int day) => ((FixedWidthBuilder<int>)_builder[column]).Append(day);

    private void Text(int column, string value) => ((VarBinaryBuilder)_builder[column]).Append(value);

    /// <summary>splitmix64, whose sequence is fixed by its published constants.</summary>
    private int Next(int below)
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)below);
    }
}
