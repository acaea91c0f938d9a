using Hawser.Arrow;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests.Write;

/// <summary>How rows travel: any byte, over any channel, without objects.</summary>
public sealed class LoadWireTests
{
    private const string Table = "CREATE TABLE t (id bigint PRIMARY KEY, b longblob, name longtext, s varchar(100))";
    private const string Schema = "id: l\nb: z\nname: u\ns: u";

    public static TheoryData<MySqlFlavour, string, string> Channels { get; } = new()
    {
        { MySqlFlavour.MariaDb, "local_infile", "true" }, { MySqlFlavour.MariaDb, "local_infile", "false" }, { MySqlFlavour.MySql56, "local_infile", "true" },
        { MySqlFlavour.MySql56, "local_infile", "false" }, { MySqlFlavour.MariaDb, "compress", "true" }, { MySqlFlavour.MariaDb, "ssl_mode", "required" }, { MySqlFlavour.MySql56, "compress", "true" },
    };

    [Theory]
    [MemberData(nameof(Channels))]
    public void Any_byte_arrives_as_it_was_sent(MySqlFlavour flavour, string option, string value)
    {
        using var test = new TestDatabase(Table, flavour, (option, value));
        int seed = Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var random = new Random(seed);
        (byte[] Bytes, string Text, string Short)[] values = [.. Enumerable.Range(0, 300).Select(i => (Bytes(random, i == 7 ? 3_000_000 : random.Next(300)), Text(random, i == 9 ? 400_000 : random.Next(200)), Text(random, random.Next(100))))];
        using RecordBatch batch = test.Batch(
            Schema, values.Select((row, i) => $"[{i}, \"0x{Convert.ToHexString(row.Bytes)}\", {System.Text.Json.JsonSerializer.Serialize(row.Text)}, {System.Text.Json.JsonSerializer.Serialize(row.Short)}]"));
        Assert.Equal(values.Length, test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append), batch).RowsWritten);
        IReadOnlyList<IReadOnlyList<string?>> rows = test.Judge("SELECT sha2(b, 256), sha2(name, 256), hex(s) FROM t ORDER BY id");
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal([Hash(values[i].Bytes), Hash(System.Text.Encoding.UTF8.GetBytes(values[i].Text)), Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(values[i].Short))], rows[i]);
        }
    }

    [Fact]
    public void A_value_of_more_than_one_packet_arrives_where_the_server_takes_no_files()
    {
        const int Length = (17 << 20) + 5;
        using var test = new TestDatabase(Table, MySqlFlavour.MariaDb, ("local_infile", "false"));
        string half = Convert.ToHexString(Bytes(new Random(5), Length / 2));
        using RecordBatch batch = test.Batch(Schema, "[1, null, \"it's \\\\ a \\t tab\", null]", $"[2, \"0x{half}{half}\", null, \"\"]", "[3, \"0x00275c\", \"\", \"x\"]");
        Assert.Equal(3, test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append), batch).RowsWritten);
        string both = Hash([.. Convert.FromHexString(half), .. Convert.FromHexString(half)]);
        Assert.Equal(["1|∅|it's \\ a \t tab|∅", $"2|{both}|∅|", $"3|{Hash([0, 0x27, 0x5C])}||x"], test.Rows("t", "1", "id, sha2(b, 256), name, s"));
    }

    [Fact]
    public unsafe void A_value_of_more_than_a_gigabyte_is_refused_at_its_row()
    {
        using var test = new TestDatabase("CREATE TABLE t (b longblob)");
        var schema = new Schema([new Field("b", ArrowType.LargeBinary)]);
        ArrowBuffer offsets = test.Memory.Allocate(3 * sizeof(long));
        ((long*)offsets.Pointer)[0] = ((long*)offsets.Pointer)[1] = 0;
        ((long*)offsets.Pointer)[2] = (1L << 30) + 1;
        // Its bytes are not there: nothing may look at them.
        using var batch = new RecordBatch(schema, 2, [new ArrowArray(ArrowType.LargeBinary, 2, 0, [null, offsets, test.Memory.Allocate(1)])]);
        var error = Assert.Throws<ConnectorException>(() => test.Load(new LoadRequest(new TableName("t"), schema, LoadMode.Append), batch));
        Assert.Equal(ConnectorStatus.InvalidData, error.Status);
        Assert.Contains("longer than the gigabyte that a server takes, in column \"b\", row 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_load_makes_no_objects_of_its_rows()
    {
        const int Rows = 50_000;
        using var test = new TestDatabase("CREATE TABLE t (id bigint PRIMARY KEY, name varchar(50), n decimal(15,2), day date, at datetime(6), f double)");
        using RecordBatch batch = test.Batch(
            "id: l\nname: u\nn: d:15,2\nday: tdD\nat: tsu:\nf: g", Enumerable.Range(0, Rows).Select(i => $"[{i}, \"name {i}\", \"{i}.25\", \"2024-02-29\", {i * 1000L}, {i}.5]"));
        var request = new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Replace);
        using RecordBatch few = batch.Slice(0, 10);
        test.Load(request, few);
        using TableLoad load = test.Connection.BeginLoad(request with { Allocator = test.Memory });
        using (TableWriter writer = load.OpenWriter())
        {
            writer.Write(few);
            using RecordBatch rest = batch.Slice(10, Rows - 10);
            long before = GC.GetAllocatedBytesForCurrentThread();
            writer.Write(rest);
            double perRow = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Rows;
            Assert.InRange(perRow, 0, 2);
            writer.Complete();
        }

        Assert.Equal(Rows, load.Commit().RowsWritten);
    }

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        for (int i = 0; i + 1 < length; i += 5)
        {
            bytes[i] = "\\\t\n'N\0,\r"u8[random.Next(8)];
        }

        return bytes;
    }

    private static string Text(Random random, int length)
    {
        string[] parts = ["\\", "\t", "\n", "'", "N", "\0", "é", "😀", "\u00a0", "\r", "a", " ", "\u001a", "\\N"];
        return string.Concat(Enumerable.Range(0, length / 2).Select(_ => parts[random.Next(parts.Length)]));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
}
