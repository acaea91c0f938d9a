using Hawser.Arrow;
using static Hawser.Cli.Demo.DemoTypes;

namespace Hawser.Cli.Demo;

/// <summary>The edges of every type, and a table and column whose names need quotes.</summary>
internal static class DemoExtremes
{
    public const string Name = "größte & \"kleinste\" Werte";

    private static readonly int BeforeGregory = (int)(new DateOnly(1582, 10, 4).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);

    public static DemoTable Table() => new(
        Name,
        """
        id INTEGER PRIMARY KEY, "64 bit" BIGINT, "real" DOUBLE, money DECIMAL(15,2), day DATE, at TIMESTAMP, "select" TEXT, bytes BLOB
        """,
        new Schema([Integer("id"), Integer("64 bit"), Real("real"), Money("money", 15), Day("day"), Moment("at"), Text("select"), Blob("bytes")]),
        Rows());

    private static IEnumerable<object?[]> Rows()
    {
        yield return [1L, long.MaxValue, double.PositiveInfinity, 999_999_999_999_999L, DayOf(9999, 12, 31), MomentOf(9999, 12, 31), "", Array.Empty<byte>()];
        yield return [2L, long.MinValue, double.NegativeInfinity, -999_999_999_999_999L, DayOf(1, 1, 1), MomentOf(1, 1, 1), "NULL", new byte[] { 0 }];
        yield return [3L, 0L, double.Epsilon, 0L, BeforeGregory, (long)BeforeGregory * 86_400_000_000, "'", new byte[] { 0xff, 0x00, 0xfe }];
        yield return [4L, -1L, double.MaxValue, 1L, DayOf(9999, 12, 31) + 1, MomentOf(9999, 12, 31) + 86_400_000_000, "a\0b", new byte[] { 0xc3, 0x28, 0x80 }];
        yield return [5L, 9_007_199_254_740_993L, 0.1 + 0.2, -1L, 3_652_059, -1L, "👩‍👩‍👧‍👦", null];
        yield return [6L, null, null, null, null, null, null, null];
        yield return [7L, 42L, -2.2250738585072014e-308, 10L, DayOf(1, 1, 1) - 400, 0L, "Ω\r\n,\";\t\\", Enumerable.Range(0, 256).Select(i => (byte)i).ToArray()];
    }

    private static int DayOf(int year, int month, int day) => new DateOnly(year, month, day).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private static long MomentOf(int year, int month, int day) => ((long)DayOf(year, month, day) * 86_400_000_000) + 86_399_999_999;
}
