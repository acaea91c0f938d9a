using static Hawser.Testing.Zoo.TypeZoo;

namespace Hawser.Testing.Zoo;

internal static class ZooTemporal
{
    // Julian calendar's last days, the day before and of its reform, leap days, both ends of what four digits hold, far outside.
    private static readonly string[] Days =
        ["1970-01-01", "1969-12-31", "1582-10-04", "1582-10-15", "1500-02-28", "1900-03-01", "2000-02-29", "2024-02-29", "0001-01-01", "9999-12-31"];

    private static readonly string[] FarDays = ["0000-12-31", "-0043-03-15", "+10000-01-01", "+262142-12-31"];

    public static ZooColumn[] Columns { get; } =
    [
        Column("date32: tdD", ["null", .. Quoted(Days), .. Quoted(FarDays), "2147483647", "-2147483648"]),
        Column("time_s: tts", "null", "\"00:00:00\"", "\"12:34:56\"", "\"23:59:59\""),
        Column("time_ms: ttm", "null", "\"00:00:00.000\"", "\"12:34:56.789\"", "\"23:59:59.999\""),
        Column("time_us: ttu", "null", "\"00:00:00.000000\"", "\"12:34:56.789012\"", "\"23:59:59.999999\""),
        Column("time_ns: ttn", "null", "\"00:00:00.000000000\"", "\"12:34:56.789012345\"", "\"23:59:59.999999999\""),
        Column("timestamp_s: tss:", ["null", .. Moments(Days, "T12:34:56"), .. Moments(FarDays, "T23:59:59")]),
        Column("timestamp_ms: tsm:", ["null", .. Moments(Days, "T12:34:56.789"), .. Moments(FarDays, "T23:59:59.999")]),
        Column("timestamp_us: tsu:", ["null", .. Moments(Days, "T12:34:56.789012"), .. Moments(FarDays, "T23:59:59.999999")]),
        Column("timestamp_ns: tsn:", ["null", .. Moments(["1970-01-01", "1969-12-31", "1700-01-01", "2000-02-29", "2262-04-11"], "T12:34:56.789012345"), "9223372036854775807", "-9223372036854775808"]),
        Column("timestamp_s_utc: tss:UTC", ["null", .. Moments(Days, "T00:00:00Z")]),
        Column("timestamp_ms_utc: tsm:UTC", ["null", .. Moments(Days, "T00:00:00.001Z")]),
        Column("timestamp_us_utc: tsu:UTC", ["null", .. Moments(Days, "T00:00:00.000001Z"), .. Moments(FarDays, "T00:00:00Z")]),
        Column("timestamp_us_oslo: tsu:Europe/Oslo", ["null", .. Moments(Days, "T00:00:00Z")]),
        Column("timestamp_ns_utc: tsn:UTC", ["null", .. Moments(["1970-01-01", "1969-12-31", "2262-04-11"], "T00:00:00.000000001Z")]),
        Column("duration_s: tDs", "null", "0", "1", "-1", "86400", "9223372036854"),
        Column("duration_ms: tDm", "null", "0", "1", "-1", "86400000", "9223372036854775"),
        Column("duration_us: tDu", "null", "0", "1", "-1", "9223372036854775807", "-9223372036854775807"),
        Column("duration_ns: tDn", "null", "0", "1", "-1", "999", "9223372036854775807"),
        Column("interval: tin", "null", "[0, 0, 0]", "[1, 0, 0]", "[0, -1, 0]", "[14, -3, 1000]", "[0, 0, 86400000000000]", "[2147483647, 2147483647, 9223372036854775000]", "[-2147483647, -2147483647, -9223372036854775000]", "[0, 0, 1]"),
    ];

    private static IEnumerable<string> Quoted(string[] texts) => texts.Select(t => $"\"{t}\"");

    private static IEnumerable<string> Moments(string[] days, string time) => days.Select(d => $"\"{d}{time}\"");
}
