using static Hawser.Testing.Zoo.TypeZoo;

namespace Hawser.Testing.Zoo;

internal static class ZooNested
{
    public static ZooColumn[] Columns { get; } =
    [
        Column("dictionary_8: c -> u", "null", "\"red\"", "\"\"", "\"red\"", "\"grün\"", "\"blue\""),
        Column("dictionary_32: i -> u ordered", "null", "\"low\"", "\"high\"", "\"low\""),
        Column("dictionary_binary: s -> z", "null", "\"0x00\"", "\"0x\"", "\"0x00\""),
        Column("list_int: +l\n  item: i", "null", "[]", "[1]", "[null]", "[1, null, -2147483648, 2147483647]"),
        Column("list_text: +l\n  item: u", "null", "[]", "[\"\"]", "[null, \"a\", \"日本\"]"),
        Column("list_list: +l\n  item: +l\n    item: l", "null", "[]", "[null]", "[[]]", "[[1], [], null, [2, null]]"),
        Column("list_struct: +l\n  item: +s\n    x: i\n    y: u", "null", "[]", "[null]", "[{\"x\": 1, \"y\": null}, {\"x\": null, \"y\": \"b\"}]"),
        Column("fixed_list: +w:3\n  item: s", "null", "[1, 2, 3]", "[null, -32768, 32767]", "[null, null, null]"),
        Column("struct: +s\n  a: l\n  b: u\n  c: b", "null", "{\"a\": null, \"b\": null, \"c\": null}", "{\"a\": -1, \"b\": \"\", \"c\": false}", "{\"a\": 9223372036854775807, \"b\": \"é\", \"c\": true}"),
        Column("struct_deep: +s\n  s: +s\n    d: d:38,10\n    t: tsu:\n  l: +l\n    item: tdD",
            "null", "{\"s\": null, \"l\": null}", "{\"s\": {\"d\": \"1.0000000001\", \"t\": \"1582-10-15T00:00:00.000001\"}, \"l\": [\"0001-01-01\", null]}"),
        Column("map_text_int: +m\n  entries: +s not null\n    key: u not null\n    value: i", "null", "[]", "[[\"a\", 1]]", "[[\"\", null], [\"b\", 2], [\"ü\", -1]]"),
        Column("map_int_list: +m\n  entries: +s not null\n    key: l not null\n    value: +l\n      item: u", "null", "[]", "[[1, []], [-1, null], [2, [\"x\", null]]]"),
        Column("union_dense: +ud:0,1\n  i: i\n  s: u", "{\"i\": null}", "{\"i\": 1}", "{\"s\": \"text\"}", "{\"s\": null}", "{\"i\": -1}"),
        Column("union_sparse: +us:0,1\n  i: l\n  s: u", "{\"i\": null}", "{\"i\": 1}", "{\"s\": \"\"}", "{\"s\": null}"),
        Column("union_ids: +ud:5,7\n  flag: b\n  day: tdD", "{\"flag\": null}", "{\"flag\": true}", "{\"day\": \"2024-02-29\"}"),
    ];
}
