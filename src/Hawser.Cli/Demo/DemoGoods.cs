using System.Globalization;
using Hawser.Arrow;
using static Hawser.Cli.Demo.DemoTypes;

namespace Hawser.Cli.Demo;

/// <summary>Products, with JSON and a key that is text.</summary>
internal static class DemoGoods
{
    private static readonly string[] Things = ["Kaffeemühle", "crème brûlée torch", "三脚架", "Lampe 40 W", "1/2\" bolt", "50% off bag", "rope (10 m)", "Ærø blanket"];

    public static DemoTable Products(int count) => new(
        "products",
        "sku TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, price DECIMAL(10,2) NOT NULL, weight DOUBLE, attributes JSON, stock BIGINT NOT NULL DEFAULT 0",
        new Schema([Text("sku"), Text("title"), Money("price", 10), Real("weight"), Json("attributes"), Integer("stock")]),
        Rows(count));

    public static string Sku(int number) => string.Create(CultureInfo.InvariantCulture, $"SKU-{number:00000}");

    private static IEnumerable<object?[]> Rows(int count)
    {
        var random = new Random(1_582_1015);
        for (int number = 1; number <= count; number++)
        {
            string color = random.Next(3) switch { 0 => "rot", 1 => "\\u7ea2", _ => "it's \\\"red\\\"" };
            yield return
            [
                Sku(number),
                Things[random.Next(Things.Length)],
                random.NextInt64(1, 100_000),
                random.Next(12) == 0 ? null : Math.Round(random.NextDouble() * 30, random.Next(1, 12)),
                random.Next(4) == 0 ? null : string.Create(CultureInfo.InvariantCulture, $$"""{"color": "{{color}}", "sizes": [{{random.Next(9)}}, null, 1e3]}"""),
                random.NextInt64(0, 10_000),
            ];
        }
    }
}
