namespace Hawser.Cli.Demo;

/// <summary>The tables of the demo shop, made from a fixed seed: the same on every machine.</summary>
internal static class DemoShop
{
    /// <summary>What is in the database besides tables: a copy does not carry it, and says so.</summary>
    public const string OtherObjects = """
        CREATE INDEX "ix order by day" ON "order" (placed_at DESC) WHERE status <> 'cancelled';
        CREATE UNIQUE INDEX ix_customer_email ON customers (lower(email));
        CREATE VIEW best_customers AS SELECT customer_id, sum(total) AS spent FROM "order" GROUP BY customer_id ORDER BY spent DESC LIMIT 10;
        """;

    public static IReadOnlyList<DemoTable> Tables(int lineCount)
    {
        int orders = Math.Max(1, lineCount * 3 / 10);
        int customers = Math.Clamp(lineCount / 40, 10, 1_000_000);
        int products = Math.Clamp(lineCount / 200, 10, 100_000);
        return
        [
            DemoPeople.Customers(customers),
            DemoGoods.Products(products),
            DemoOrders.Orders(orders, customers),
            DemoOrders.Lines(lineCount, orders, products),
            DemoExtremes.Table(),
        ];
    }
}
