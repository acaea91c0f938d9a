using System.Globalization;
using Hawser;
using Hawser.Bench;
using Hawser.Connectors;
using Hawser.Locations;
using Hawser.Registry;

if (args is ["csv", var path, var rows])
{
    LineitemCsv.Write(path, long.Parse(rows, CultureInfo.InvariantCulture));
    return 0;
}

if (args is ["allocations", .. var locations])
{
    bool ok = true;
    foreach (string location in locations)
    {
        ResolvedLocation resolved = new LocationResolver(new ConnectorRegistry(BuiltInConnectors.All)).Resolve(location, ConnectorRoles.Source);
        using Database database = resolved.Connector.Open(resolved.Options);
        ok &= AllocationBudget.Measure(resolved.Connector.Name, database, "lineitem");
    }

    return ok ? 0 : 1;
}

Console.Error.WriteLine("usage: Hawser.Bench csv FILE ROWS | allocations LOCATION …   (a location with a table lineitem)");
return 2;
