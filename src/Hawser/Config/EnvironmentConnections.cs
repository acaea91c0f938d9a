using Hawser.Connectors;
using Hawser.Locations;
using Hawser.Registry;

namespace Hawser.Config;

/// <summary>Connections that environment variables give: <c>HAWSER_SHOP_URI</c> is the connection <c>shop</c>. Case does not count, and <c>- . +</c> of a name are <c>_</c>.</summary>
internal sealed class EnvironmentConnections(IReadOnlyDictionary<string, string> environment, ConnectorRegistry registry) : INamedConnections
{
    /// <summary>How the variables are written, for messages.</summary>
    public const string VariablePattern = $"{Prefix}<NAME>{Suffix}";

    private const string Prefix = "HAWSER_";
    private const string Suffix = "_URI";

    public IEnumerable<string> Names => environment
        .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal) && variable.Key.EndsWith(Suffix, StringComparison.Ordinal)
            && variable.Key.Length > Prefix.Length + Suffix.Length && variable.Value.Length > 0)
        .Select(variable => variable.Key[Prefix.Length..^Suffix.Length].ToLowerInvariant());

    /// <summary>The variable that gives a connection.</summary>
    public static string VariableOf(string name)
        => Prefix + string.Concat(name.Select(letter => letter is '-' or '.' or '+' ? '_' : char.ToUpperInvariant(letter))) + Suffix;

    /// <exception cref="ConnectorException">The variable holds something that is not a connection URI.</exception>
    public NamedConnection? Find(string name)
    {
        var variable = VariableOf(name);
        if (environment.GetValueOrDefault(variable) is not { Length: > 0 } text)
        {
            return null;
        }

        if (!Location.TryParse(text, registry.Engines, out var location, out var problem))
        {
            throw Refused(variable, problem);
        }

        if (location is not UriLocation { Table: null, Uri: var uri })
        {
            throw Refused(variable, location is UriLocation ? "it names a table; a connection is a whole database" : "it is not a connection URI, which begins with an engine's name and ':'");
        }

        var connector = registry.Get(uri.Scheme);
        return new NamedConnection(name, connector.Name, UriSettings.Of(uri, connector, variable)) { Origin = variable };
    }

    private static ConnectorException Refused(string variable, string problem) => new(ConnectorStatus.InvalidConfiguration, string.Empty, $"{variable}: {problem}");
}
