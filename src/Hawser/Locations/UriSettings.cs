using System.Globalization;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Between the parts of a connection URI and a connector's options, both ways, by what the connector declares.</summary>
internal static class UriSettings
{
    /// <summary>The options that a URI sets, not yet checked.</summary>
    /// <exception cref="ConnectorException">The connector does not take a part, or an option is set twice.</exception>
    public static IReadOnlyList<OptionSetting> Of(ConnectionUri uri, Connector connector, string? origin = null)
    {
        var settings = new List<OptionSetting>();
        var keys = connector.UriKeys;
        SetPart(keys.User, "user", uri.User);
        SetPart(keys.Password, "password", uri.Password?.Reveal());
        SetPart(keys.Host, "host", uri.Host);
        SetPart(keys.Port, "port", uri.Port?.ToString(CultureInfo.InvariantCulture));
        SetPart(keys.Path, "path", PathOf(uri, keys));
        foreach (var option in uri.Options)
        {
            if (settings.Exists(setting => setting.Key.Equals(option.Key.Replace('-', '_'), StringComparison.OrdinalIgnoreCase)))
            {
                throw Refused(uri, $"the option '{SecretMask.OnOneLine(option.Key)}' is given twice, before and behind the '?'");
            }

            settings.Add(new OptionSetting(option.Key, option.Value) { Origin = origin });
        }

        return settings;

        void SetPart(string? key, string part, string? value)
        {
            if (value is not null)
            {
                settings.Add(new OptionSetting(key ?? throw Refused(uri, DescribeForeignPart(connector, uri, part)), value) { Origin = origin });
            }
        }
    }

    /// <summary>The file that the URI of an embedded engine names.</summary>
    public static string FilePath(ConnectionUri uri) => OperatingSystem.IsWindows() && uri.Path is ['/', _, ':', ..] ? uri.Path[1..] : uri.Path;

    /// <summary>The URI that sets the same options.</summary>
    public static ConnectionUri ToUri(Connector connector, ConnectorOptions options)
    {
        ArgumentNullException.ThrowIfNull(connector);
        ArgumentNullException.ThrowIfNull(options);
        var keys = connector.UriKeys;
        var definitions = connector.OptionGroups.SelectMany(group => group.Options).DistinctBy(option => option.Key).ToDictionary(option => option.Key);
        var given = options.GivenKeys.Where(key => options.GetText(key) is { Length: > 0 }).ToHashSet(StringComparer.Ordinal);
        return new ConnectionUri(connector.Name)
        {
            User = Take(keys.User),
            Password = Take(keys.Password) is { } password ? new Secret(password) : null,
            Host = Take(keys.Host),
            Port = Take(keys.Port) is { } port ? int.Parse(port, CultureInfo.InvariantCulture) : null,
            Path = Take(keys.Path) is { } path ? (keys.PathIsFile ? path : "/" + path) : string.Empty,
            Options = [.. given.Order(StringComparer.Ordinal).Select(key => new UriOption(key, options.GetSecret(key)!, !definitions[key].IsSecret))],
        };

        string? Take(string? key) => key is not null && CanStandInFront(key, keys, options) && given.Remove(key) ? options.GetText(key) : null;
    }

    // What the grammar cannot say in front of the '?' goes behind it: a port beyond 65535, a user with a NUL.
    private static bool CanStandInFront(string key, UriKeys keys, ConnectorOptions options)
        => key != keys.Port || (int.TryParse(options.GetText(key), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535);

    private static ConnectorException Refused(ConnectionUri uri, string problem) => LocationErrors.Refused(new UriLocation(uri), problem);

    private static string DescribeForeignPart(Connector connector, ConnectionUri uri, string part)
        => connector.UriKeys.PathIsFile
            ? $"{connector.Name} takes a path, no {part}; write {uri.Scheme}:relative/path or {uri.Scheme}:///absolute/path"
            : $"{connector.Name} takes no {part} here";

    private static string? PathOf(ConnectionUri uri, UriKeys keys)
    {
        var path = keys.PathIsFile ? FilePath(uri) : uri.Path.StartsWith('/') ? uri.Path[1..] : uri.Path;
        return path.Length == 0 ? null : path;
    }
}
