using Hawser.Arrow;
using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Postgres.Write;
using Hawser.Connectors.Transport;
using static Hawser.Connectors.Postgres.Tests.Fake.ServerBytes;

namespace Hawser.Connectors.Postgres.Tests.Fake;

/// <summary>A source that sends something else than rows cannot make the target take more or fewer of them than were counted.</summary>
public sealed class RelayFaultTests
{
    [Fact]
    public async Task Without_a_fault_the_rows_are_passed_on_as_they_are()
    {
        (byte[] bytes, long rows) = await RelayAsync(Fault.None);
        Assert.Equal(FakePostgresServer.RowCount, rows);
        Assert.Equal(Enumerable.Range(0, FakePostgresServer.RowCount).SelectMany(RowContent), bytes);
    }

    [Theory]
    [InlineData(Fault.AnnouncesTooShortRow, "bytes are announced and")]
    [InlineData(Fault.AnnouncesTooLongRow, "a message 'd' of 2147483647 bytes is announced")]
    [InlineData(Fault.AnnouncesTooLongField, "1073741824 bytes are announced and 3 are there")]
    [InlineData(Fault.AnnouncesNegativeField, "-2 bytes are announced")]
    [InlineData(Fault.SendsOtherFieldCount, "a row of 1 fields came where 2 were due")]
    [InlineData(Fault.SendsOtherSignature, "signature of the binary format")]
    [InlineData(Fault.SendsCriticalFlags, "flags 0x00010000")]
    [InlineData(Fault.SendsUnexpectedMessage, "RowDescription came in a COPY")]
    [InlineData(Fault.ForgetsTrailer, "CopyDone came in a COPY before its last row")]
    [InlineData(Fault.SendsRowsBehindTrailer, "CopyData came in a COPY after its last row")]
    [InlineData(Fault.SendsDataBehindCopyDone, "CopyData came in a COPY after its last row")]
    [InlineData(Fault.CountsOtherRows, "the server counts 2001 rows in a COPY of which 2000 came")]
    public async Task A_fault_is_an_error_that_says_it(Fault fault, string message)
    {
        var error = await Assert.ThrowsAsync<WireFormatException>(() => RelayAsync(fault));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_rows_in_one_message_are_not_taken_for_one()
    {
        byte[] copy = [.. CopyOut(2), .. Message('d', Header), .. Message('d', RowContent(0), RowContent(1)), .. Message('d', Trailer), .. Message('c'), .. Tag("COPY 1"), .. Ready()];
        var error = await Assert.ThrowsAsync<WireFormatException>(() => RelayAsync(Fault.None, copy));
        Assert.Contains("bytes are left behind the end", error.Message, StringComparison.Ordinal);
    }

    private static async Task<(byte[] Bytes, long Rows)> RelayAsync(Fault fault, byte[]? copy = null)
    {
        await using var server = new FakePostgresServer(fault, copy);
        SessionOpening opening = await SessionOpener.OpenAsync(
            new SessionOptions { Host = "127.0.0.1", Port = server.Port, User = "u", Password = "p", Database = "d", TlsMode = TlsMode.Disable, StallTimeout = TimeSpan.FromSeconds(5) }, CancellationToken.None);
        await using CopySession session = opening.Session!;
        var memory = new ArrowAllocator();
        var bytes = new List<byte>();
        long rows;
        using (var output = new CopyOutput(memory))
        {
            await session.BeginCopyAsync("COPY", "the test", TestContext.Current.CancellationToken);
            var relay = new CopyRelay(session, 2, output);
            while (!relay.IsAtEnd)
            {
                while (!relay.Advance(out int neededBytes))
                {
                    session.Messages.Fill(neededBytes);
                }

                bytes.AddRange(output.Written.Span);
                output.Clear();
            }

            Assert.Null(relay.Error);
            rows = relay.Rows;
        }

        Assert.Equal(0, memory.AllocatedBytes);
        return ([.. bytes], rows);
    }
}
