namespace Hawser.Locations;

/// <summary>A property's getter of a value type, which takes the row by reference.</summary>
internal delegate T ValueGetter<TRow, out T>(ref TRow row);
