namespace Hawser.Locations;

/// <summary>A connection that the configuration names: <c>@prod</c>, <c>@prod:sales.orders</c> or <c>prod:sales.orders</c>.</summary>
public sealed class NamedLocation : Location
{
    /// <summary>Makes a named location.</summary>
    /// <param name="name">The connection's name: letters, digits and <c>_ - . +</c>, beginning with a letter, a digit or an underscore.</param>
    /// <param name="table">The table part, or null for the connection as a whole.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not such a name.</exception>
    public NamedLocation(string name, LocationTable? table = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = LocationNames.IsConnectionName(name) ? name : throw new ArgumentException($"'{name}' is not a connection's name", nameof(name));
        Table = table;
    }

    /// <summary>The connection's name as it was written.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override LocationTable? Table { get; }

    /// <inheritdoc/>
    public override string ToString() => Table is null ? $"@{Name}" : $"@{Name}:{Table}";
}
