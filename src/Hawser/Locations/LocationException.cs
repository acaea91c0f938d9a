namespace Hawser.Locations;

/// <summary>A location that cannot be understood. The message is one line: the location with its secrets masked, what is wrong and what would be right.</summary>
/// <param name="message">The message.</param>
public sealed class LocationException(string message) : Exception(message);
