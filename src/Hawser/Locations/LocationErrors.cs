namespace Hawser.Locations;

/// <summary>Errors about locations, all of one form: the location with its secrets masked, what is wrong, and what would be right.</summary>
internal static class LocationErrors
{
    public static LocationException Malformed(string location, string problem)
        => new($"location '{SecretMask.Apply(location)}': {problem}");
}
