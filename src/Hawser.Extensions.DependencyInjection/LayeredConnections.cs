using Hawser.Locations;

namespace Hawser.Extensions;

/// <summary>Several sources of named connections; the first that knows a name gives the whole connection.</summary>
internal sealed class LayeredConnections(params IReadOnlyList<INamedConnections> layers) : INamedConnections
{
    public IEnumerable<string> Names => layers.SelectMany(layer => layer.Names).Distinct(StringComparer.OrdinalIgnoreCase);

    public NamedConnection? Find(string name) => layers.Select(layer => layer.Find(name)).FirstOrDefault(connection => connection is not null);
}
