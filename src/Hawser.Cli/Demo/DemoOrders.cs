using System.Buffers.Binary;
using Hawser.Arrow;
using static Hawser.Cli.Demo.DemoTypes;

namespace Hawser.Cli.Demo;

/// <summary>Orders, in a table named by a reserved word, and their lines, with a key of two columns.</summary>
internal static class DemoOrders
{
    private const long MicrosecondsPerDay = 86_400_000_000;

    private static readonly string[] States = ["new", "paid", "sent", "cancelled", "café"];

    public static DemoTable Orders(int count, int customers) => new(
        "order",
        """
        id INTEGER PRIMARY KEY, customer_id BIGINT NOT NULL REFERENCES customers (id), placed_at TIMESTAMP NOT NULL, ship_on DATE, status TEXT NOT NULL DEFAULT 'new',
        total DECIMAL(12,2) NOT NULL, token UUID
        """,
        new Schema([Integer("id"), Integer("customer_id"), Moment("placed_at"), Day("ship_on"), Text("status"), Money("total", 12), Uuid("token")]),
        OrderRows(count, customers));

    public static DemoTable Lines(int count, int orders, int products) => new(
        "order_lines",
        """
        order_id BIGINT NOT NULL REFERENCES "order" (id) ON DELETE CASCADE, line_no BIGINT NOT NULL, sku TEXT NOT NULL REFERENCES products, qty BIGINT NOT NULL CHECK (qty > 0),
        price DECIMAL(10,2) NOT NULL, discount DOUBLE, gift_note TEXT, PRIMARY KEY (order_id, line_no)
        """,
        new Schema([Integer("order_id"), Integer("line_no"), Text("sku"), Integer("qty"), Money("price", 10), Real("discount"), Text("gift_note")]),
        LineRows(count, orders, products));

    private static IEnumerable<object?[]> OrderRows(int count, int customers)
    {
        var random = new Random(9_999);
        for (long id = 1; id <= count; id++)
        {
            int day = random.Next(10_957, 20_500);
            yield return
            [
                id,
                (long)random.Next(1, customers + 1),
                (day * MicrosecondsPerDay) + random.NextInt64(MicrosecondsPerDay),
                random.Next(7) == 0 ? null : day + random.Next(1, 30),
                States[random.Next(States.Length)],
                random.NextInt64(-9_999, 900_000),
                random.Next(3) == 0 ? null : Token(random),
            ];
        }
    }

    private static byte[] Token(Random random)
    {
        byte[] token = new byte[16];
        random.NextBytes(token);
        BinaryPrimitives.WriteUInt16BigEndian(token.AsSpan(6), (ushort)((BinaryPrimitives.ReadUInt16BigEndian(token.AsSpan(6)) & 0x0fff) | 0x4000));
        return token;
    }

    // The lines of an order follow each other: line i belongs to order i * orders / count.
    private static IEnumerable<object?[]> LineRows(int count, int orders, int products)
    {
        var random = new Random(200_000);
        (long lastOrder, long line) = (0, 0);
        for (long i = 0; i < count; i++)
        {
            long order = (i * orders / count) + 1;
            line = order == lastOrder ? line + 1 : 1;
            lastOrder = order;
            yield return
            [
                order,
                line,
                DemoGoods.Sku(random.Next(1, products + 1)),
                random.NextInt64(1, 20),
                random.NextInt64(1, 100_000),
                random.Next(4) == 0 ? random.NextDouble() : null,
                random.Next(40) switch { 0 => "für Oma ❤", 1 => "", 2 => "\"quoted\", with comma", _ => null },
            ];
        }
    }
}
