using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Errors about locations, all of one form: the location with its secrets masked, what is wrong, and what would be right.</summary>
internal static class LocationErrors
{
    public static ConnectorException Malformed(string location, string problem)
        => new(ConnectorStatus.InvalidConfiguration, string.Empty, $"location '{SecretMask.Apply(location)}': {problem}");

    public static ConnectorException Refused(Location location, string problem)
        => new(ConnectorStatus.InvalidConfiguration, string.Empty, $"location '{SecretMask.OnOneLine(location.ToString())}': {problem}");

    public static ConnectorException Missing(Location location, string problem)
        => new(ConnectorStatus.NotFound, string.Empty, $"location '{SecretMask.OnOneLine(location.ToString())}': {problem}");

    public static ConnectorException Unreadable(string path, Exception error)
        => new(
            error is UnauthorizedAccessException ? ConnectorStatus.PermissionDenied : ConnectorStatus.InputOutput,
            string.Empty,
            $"location '{SecretMask.Apply(path)}': {SecretMask.OnOneLine(error.Message)}",
            error);
}
