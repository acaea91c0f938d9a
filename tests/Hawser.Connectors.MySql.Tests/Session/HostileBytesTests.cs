using Hawser.Arrow;
using Hawser.Connectors.MySql.Read;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.MySql.Types;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Tests.Session;

public sealed class HostileBytesTests
{
    private const int Rounds = 20_000;

    private static readonly string[] Types =
    [
        "tinyint", "smallint unsigned", "int", "bigint unsigned", "float", "double", "decimal(10,2)", "decimal(65,30)", "bit(1)", "bit(20)", "year", "date", "datetime(6)", "timestamp", "time(6)",
        "varchar(20)", "blob", "enum('a','b')", "set('a','b')", "json", "uuid", "point",
    ];

    private readonly ITestOutputHelper _output;

    public HostileBytesTests(ITestOutputHelper output) => _output = output;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rows_of_any_bytes_are_values_or_errors_and_nothing_else(bool isBinary)
    {
        int seed = Random.Shared.Next();
        _output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var memory = new ArrowAllocator();
        for (int round = 0; round < Rounds; round++)
        {
            string[] chosen = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Types[random.Next(Types.Length)])];
            CellDecoder[] decoders = [.. chosen.Select((type, i) => CellDecoders.Create(ResultColumn.Of($"c{i}", MySqlTypeText.Parse(type), true, ReadingRules.Default), ReadingRules.Default, memory))];
            byte[] row = new byte[random.Next(0, 60)];
            random.NextBytes(row);
            Shape(row, isBinary, random);
            try
            {
                new RowDecoder(decoders, isBinary).Append(row);
            }
            catch (Exception e) when (e is WireFormatException or CellMisfitException)
            {
                Assert.NotEmpty(e.Message);
            }

            Array.ForEach(decoders, decoder => decoder.Dispose());
        }

        Assert.Equal(0, memory.AllocatedBytes);
    }

    [Fact]
    public void Packets_of_any_bytes_are_packets_or_errors_and_nothing_else()
    {
        int seed = Random.Shared.Next();
        _output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        const ServerCapabilities All = (ServerCapabilities)ulong.MaxValue;
        Action<byte[]>[] parsers =
        [
            bytes => Handshake.Parse(bytes), bytes => OkPacket.Parse(bytes, All), bytes => OkPacket.ParseEndOfFile(bytes), bytes => ErrorPacket.Parse(bytes),
            bytes => ColumnDefinition.Parse(bytes, All), bytes => AuthenticationSwitch.Parse(bytes),
        ];
        for (int round = 0; round < Rounds; round++)
        {
            byte[] bytes = new byte[random.Next(1, 80)];
            random.NextBytes(bytes);
            bytes[0] = random.Next(3) == 0 ? (byte)10 : bytes[0];
            try
            {
                parsers[random.Next(parsers.Length)](bytes);
            }
            catch (WireFormatException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    [Fact]
    public void A_stream_of_any_bytes_cut_anywhere_gives_packets_errors_or_its_end()
    {
        int seed = Random.Shared.Next();
        _output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (int round = 0; round < 2000; round++)
        {
            var stream = new MemoryStream();
            for (int i = 0; i < random.Next(1, 8); i++)
            {
                int length = random.Next(0, 300);
                stream.Write([(byte)length, (byte)(length >> 8), random.Next(50) == 0 ? (byte)random.Next(256) : (byte)0, random.Next(20) == 0 ? (byte)random.Next(256) : (byte)i]);
                stream.Write(new byte[length]);
            }

            stream.SetLength(stream.Length - random.Next(0, 5));
            stream.Position = 0;
            var reader = new PacketReader(new ReceiveBuffer()) { Stream = stream };
            try
            {
                while (true)
                {
                    while (!reader.TryNext(out int neededBytes))
                    {
                        reader.Fill(neededBytes);
                    }

                    Assert.InRange(reader.Content.Length, 0, stream.Length);
                }
            }
            catch (Exception e) when (e is WireFormatException or EndOfStreamException)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    // Half of the rows begin as rows do, so that the decoders are reached.
    private static void Shape(byte[] row, bool isBinary, Random random)
    {
        if (isBinary && row.Length > 3 && random.Next(8) > 0)
        {
            row[0] = RowDecoder.BinaryMark;
            row[1] = random.Next(2) == 0 ? (byte)0 : row[1];
        }

        for (int i = 0; i < row.Length && random.Next(2) == 0; i += 5)
        {
            row[i] = (byte)random.Next(0, 13);
        }
    }
}
