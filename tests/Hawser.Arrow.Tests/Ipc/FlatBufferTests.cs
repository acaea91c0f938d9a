using Hawser.Arrow.Ipc;

namespace Hawser.Arrow.Tests.Ipc;

public sealed class FlatBufferTests
{
    [Fact]
    public void A_table_reads_back_what_was_written()
    {
        FlatTable table = FlatTable.Root(Sample());
        var budget = new DecodeBudget(1000);
        Assert.Equal(200, table.GetByte(0));
        Assert.Equal(-2, table.GetInt16(1));
        Assert.Equal(int.MinValue, table.GetInt32(2));
        Assert.Equal(long.MaxValue, table.GetInt64(3));
        Assert.Equal("Ærø", table.GetString(4, budget));
        Assert.Equal([3, -4], [table.GetVector(5, 4).GetInt32(0), table.GetVector(5, 4).GetInt32(1)]);
        Assert.Equal(7, table.GetVector(6, 4).GetTable(1).GetInt16(0));
        Assert.True(table.TryGetTable(7, out FlatTable inner));
        Assert.False(inner.TryGetTable(1, out _));
    }

    [Fact]
    public void Absent_fields_have_their_defaults()
    {
        var builder = new FlatBuilder();
        builder.StartTable(0);
        FlatTable table = FlatTable.Root(builder.Finish(builder.EndTable()).Span);
        Assert.Equal(9, table.GetInt32(3, 9));
        Assert.Null(table.GetString(1, new DecodeBudget(0)));
        Assert.Equal(0, table.GetVector(2, 16).Count);
        Assert.False(table.Has(0));
        Assert.Throws<ArrowException>(() => FlatTable.Root(EmptyTable()).GetTable(1, "thing"));
    }

    [Fact]
    public void Any_change_of_any_byte_is_read_within_bounds()
    {
        byte[] sample = Sample();
        for (int at = 0; at < sample.Length; at++)
        {
            for (int value = 0; value < 256; value += at < 64 ? 1 : 17)
            {
                byte[] changed = (byte[])sample.Clone();
                changed[at] = (byte)value;
                ReadAll(changed);
                ReadAll(changed[..at]);
            }
        }
    }

    [Fact]
    public void A_builder_is_used_again_and_grows()
    {
        var builder = new FlatBuilder();
        for (int size = 1; size < 5000; size *= 3)
        {
            int text = builder.AddString(new string('x', size));
            builder.StartTable(1);
            builder.SetPointer(0, text);
            ReadOnlyMemory<byte> bytes = builder.Finish(builder.EndTable());
            Assert.Equal(0, bytes.Length % 8);
            Assert.Equal(size, FlatTable.Root(bytes.Span).GetString(0, new DecodeBudget(bytes.Length))!.Length);
        }
    }

    private static byte[] EmptyTable()
    {
        var builder = new FlatBuilder();
        builder.StartTable(0);
        return builder.Finish(builder.EndTable()).ToArray();
    }

    private static byte[] Sample()
    {
        var builder = new FlatBuilder();
        int text = builder.AddString("Ærø"), numbers = builder.AddInt32s([3, -4]);
        int[] tables = new int[2];
        for (int i = 0; i < 2; i++)
        {
            builder.StartTable(2);
            builder.SetInt16(0, (short)(6 + i));
            tables[i] = builder.EndTable();
        }

        int list = builder.AddTables(tables);
        builder.StartTable(8);
        builder.SetByte(0, 200);
        builder.SetInt16(1, -2);
        builder.SetInt32(2, int.MinValue);
        builder.SetInt64(3, long.MaxValue);
        builder.SetPointer(4, text);
        builder.SetPointer(5, numbers);
        builder.SetPointer(6, list);
        builder.SetPointer(7, tables[0]);
        return builder.Finish(builder.EndTable()).ToArray();
    }

    private static void ReadAll(byte[] bytes)
    {
        try
        {
            FlatTable table = FlatTable.Root(bytes);
            var budget = new DecodeBudget(bytes.Length);
            table.GetInt64(3);
            table.GetString(4, budget);
            FlatVector numbers = table.GetVector(5, 4), tables = table.GetVector(6, 4);
            for (int i = 0; i < numbers.Count; i++)
            {
                numbers.GetInt32(i);
            }

            for (int i = 0; i < tables.Count; i++)
            {
                tables.GetTable(i).GetInt16(0);
            }

            table.TryGetTable(7, out _);
        }
        catch (ArrowException)
        {
            return;
        }
    }
}
