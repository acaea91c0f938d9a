using static Hawser.Testing.Zoo.TypeZoo;

namespace Hawser.Testing.Zoo;

internal static class ZooFlat
{
    private const string Nines38 = "99999999999999999999999999999999999999";
    private const string Nines76 = Nines38 + Nines38;

    private static readonly string[] Texts =
    [
        "null", "\"\"", "\" \"", "\"plain\"", "\"it's \\\"quoted\\\"\"", "\"tab\\tline\\nreturn\\r\\nend\"", "\"comma,semicolon;pipe|\"", "\"null\"", "\"NULL\"", "\"\\\\N\"", "\"0\"", "\"-0\"", "\"1e3\"",
        "\"007\"", "\"true\"", "\"2024-01-31\"", "\"Ærøskøbing\"", "\"日本語テキスト\"", "\"🚢 👩‍👩‍👧‍👦\"", "\"e\\u0301 is not é\"", "\"עברית العربية\"", "\"\\u0001\\u001f\\u007f\"", "\"\\ufeffmark\"", "\"\\u2028\"", "\"a\\u0000b\"",
        "{\"repeat\": \"0123456789\", \"times\": 1000}",
    ];

    private static readonly string[] Binaries = ["null", "\"0x\"", "\"0x00\"", "\"0x0000\"", "\"0xff\"", "\"0x80c1fe\"", "\"0x68656c6c6f\"", "\"0x2730783030\"", "{\"repeat\": \"0x00ff10\", \"times\": 1000}"];

    public static ZooColumn[] Columns { get; } =
    [
        Column("nothing: n", "null", "null"),
        Column("truth: b", "null", "false", "true"),
        Column("int8: c", "null", "0", "-1", "127", "-128"),
        Column("int16: s", "null", "0", "-1", "32767", "-32768"),
        Column("int32: i", "null", "0", "-1", "2147483647", "-2147483648"),
        Column("int64: l", "null", "0", "-1", "9007199254740993", "9223372036854775807", "-9223372036854775808"),
        Column("int64_required: l not null", "0", "-1", "9223372036854775807", "-9223372036854775808"),
        Column("uint8: C", "null", "0", "127", "128", "255"),
        Column("uint16: S", "null", "0", "32768", "65535"),
        Column("uint32: I", "null", "0", "2147483648", "4294967295"),
        Column("uint64: L", "null", "0", "9223372036854775807", "9223372036854775808", "18446744073709551615"),
        Column("float32: f", "null", "0", "-0.0", "0.1", "3.4028235E+38", "-3.4028235E+38", "1.17549435E-38", "1E-45", "16777217", "\"NaN\"", "\"Infinity\"", "\"-Infinity\""),
        Column("float64: g", "null", "0", "-0.0", "0.1", "1.7976931348623157E+308", "-1.7976931348623157E+308", "2.2250738585072014E-308", "5E-324", "9007199254740993", "\"NaN\"", "\"Infinity\"", "\"-Infinity\""),
        Column("decimal_5_0: d:5,0", "null", "\"0\"", "\"99999\"", "\"-99999\""),
        Column("decimal_9_2: d:9,2", "null", "\"0.00\"", "\"0.01\"", "\"-0.01\"", "\"9999999.99\"", "\"-9999999.99\""),
        Column("decimal_18_18: d:18,18", "null", "\"0\"", "\"0.999999999999999999\"", "\"-0.000000000000000001\""),
        Column("decimal_38_0: d:38,0", "null", "\"0\"", $"\"{Nines38}\"", $"\"-{Nines38}\"", "\"18446744073709551616\""),
        Column("decimal_38_10: d:38,10", "null", "\"0\"", "\"9999999999999999999999999999.9999999999\"", "\"-9999999999999999999999999999.9999999999\"", "\"0.0000000001\"", "\"1.1000000000\""),
        Column("decimal_38_38: d:38,38", "null", $"\"0.{Nines38}\"", $"\"-0.{Nines38}\""),
        Column("decimal_9_minus3: d:9,-3", "null", "\"0\"", "\"999999999000\"", "\"-1000\""),
        Column("decimal256_76_0: d:76,0,256", "null", "\"0\"", $"\"{Nines76}\"", $"\"-{Nines76}\""),
        Column("decimal256_76_38: d:76,38,256", "null", "\"0\"", $"\"{Nines38}.{Nines38}\"", $"\"-{Nines38}.{Nines38}\""),
        Column("utf8: u", Texts),
        Column("utf8_required: u not null", Texts[1..]),
        Column("large_utf8: U", Texts),
        Column("binary: z", Binaries),
        Column("large_binary: Z", Binaries),
        Column("fixed_4: w:4", "null", "\"0x00000000\"", "\"0xffffffff\"", "\"0x27220a00\""),
        Column("fixed_16: w:16", "null", "\"0x00000000000000000000000000000000\"", "\"0xffffffffffffffffffffffffffffffff\""),
        Column("json: u ext arrow.json", "null", "\"null\"", "\"{}\"", "\"[1, 2.50, \\\"ü\\\"]\"", "\"{\\\"a\\\": {\\\"b\\\": [null, true]}, \\\"a \\\": 1e400}\""),
        Column("uuid: w:16 ext arrow.uuid", "null", "\"00000000-0000-0000-0000-000000000000\"", "\"ffffffff-ffff-ffff-ffff-ffffffffffff\"", "\"01234567-89ab-cdef-8123-456789abcdef\""),
        Column("opaque: z ext arrow.opaque {\"type_name\": \"geometry\", \"vendor_name\": \"PostGIS\"}", "null", "\"0x\"", "\"0x0101000000\""),
    ];
}
