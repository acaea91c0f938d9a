using System.Text;

namespace Hawser.Arrow.Tests.Hashing;

/// <summary>The test vectors of docs/reference/canonical-hash.md.</summary>
internal static class HashVectors
{
    public static IReadOnlyList<ArrowType> Types { get; } =
    [
        DecimalType.Decimal128(10, 2), new TimestampType(TimeUnit.Microsecond), new TimestampType(TimeUnit.Microsecond, "UTC"),
    ];

    public static IEnumerable<(string Type, string Value, string Hash)> Values() =>
        Rows("vectors:values").Select(cells => (cells[0], cells[1], cells[2]));

    public static string[] Sums() => [.. Rows("vectors:sums").Select(cells => $"{cells[0]} {cells[1]}")];

    /// <summary>The sums of the document's small table: id int64, name utf8, price decimal128(10, 2); key id.</summary>
    public static string[] ComputeSums(ArrowAllocator allocator)
    {
        var schema = new Schema([new Field("id", ArrowType.Int64), new Field("name", ArrowType.Utf8), new Field("price", DecimalType.Decimal128(10, 2))]);
        using var batch = new RecordBatch(schema, 3,
        [
            Column(allocator, schema[0].Type, "1", "2", "3"),
            Column(allocator, schema[1].Type, "rope", "a hawser of forty metres", null),
            Column(allocator, schema[2].Type, "12.50", "0.00", "-7.10"),
        ]);
        var hasher = new RowHasher(schema, new RowHashOptions { KeyColumns = [0] });
        hasher.Add(batch);
        RowHashSums sums = hasher.Sums;
        return [$"rows {sums.RowSum:x32}", .. sums.ColumnSums.Select((s, i) => $"{schema[i].Name} {s:x32}")];
    }

    public static ArrowArray Column(ArrowAllocator allocator, ArrowType type, params string?[] values)
    {
        using ArrayBuilder builder = ArrayBuilder.Create(type, allocator);
        var parser = new ValueParser(type);
        foreach (string? value in values)
        {
            if (value is null)
            {
                builder.AppendNull();
            }
            else
            {
                parser.Append(Encoding.UTF8.GetBytes(value), builder);
            }
        }

        return builder.Finish();
    }

    private static IEnumerable<string[]> Rows(string marker) => File.ReadAllLines(Path.Combine(Root(), "docs", "reference", "canonical-hash.md"))
        .SkipWhile(line => line != $"<!-- {marker} -->")
        .Skip(1)
        .SkipWhile(line => !line.StartsWith('|'))
        .Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line[1..^1].Split('|').Select(cell => cell.Trim().Trim('`')).ToArray());

    private static string Root()
    {
        string? at = AppContext.BaseDirectory;
        while (at is not null && !File.Exists(Path.Combine(at, "Hawser.slnx")))
        {
            at = Path.GetDirectoryName(at);
        }

        return at ?? throw new DirectoryNotFoundException("Hawser.slnx was not found above the tests.");
    }
}
