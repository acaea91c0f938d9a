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
        ResolvedLocation resolved = Resolve(location, ConnectorRoles.Source);
        using Database database = resolved.Connector.Open(resolved.Options);
        ok &= AllocationBudget.Measure(resolved.Connector.Name, database, "lineitem");
    }

    return ok ? 0 : 1;
}

if (args is ["copy", var source, var target])
{
    return await CopyBudget.MeasureAsync(Resolve(source, ConnectorRoles.Source), Resolve(target, ConnectorRoles.Sink)).ConfigureAwait(false) ? 0 : 1;
}

Console.Error.WriteLine("usage: Hawser.Bench csv FILE ROWS | allocations LOCATION … | copy LOCATION LOCATION   (locations with a table lineitem; a copy makes budgeted)");
return 2;

static ResolvedLocation Resolve(string location, ConnectorRoles roles) => new LocationResolver(new ConnectorRegistry(BuiltInConnectors.All)).Resolve(location, roles);
