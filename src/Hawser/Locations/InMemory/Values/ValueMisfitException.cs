namespace Hawser.Locations;

/// <summary>A value does not fit the type that was decided for its column; whoever knows column and row says where.</summary>
internal sealed class ValueMisfitException(string message) : Exception(message);
