using System.Diagnostics.CodeAnalysis;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>
/// What a user names as a source or a target: a named connection, a connection URI, a path or standard input and output. The only kinds are
/// <see cref="NamedLocation"/>, <see cref="UriLocation"/>, <see cref="PathLocation"/> and <see cref="StandardStreamLocation"/>.
/// </summary>
/// <remarks>
/// <code>
/// LOCATION :=  @NAME[:TABLE] | NAME:TABLE   a named connection
///           |  SCHEME:…[#TABLE]             a connection URI; an engine's name or alias before ':' is always a scheme
///           |  PATH                         a file, a folder or a pattern; a single letter before ':' is a drive
///           |  -                            standard input or output
/// </code>
/// Parsing looks at nothing but the text: whether a file or a connection exists is asked when the location is resolved. Locations are immutable and compare by
/// content.
/// </remarks>
public abstract class Location : IEquatable<Location>
{
    /// <summary>A location may be this many characters long.</summary>
    public const int MaxLength = 65_536;

    private protected Location()
    {
    }

    /// <summary>The table part, or null when the location names none.</summary>
    public abstract LocationTable? Table { get; }

    /// <summary>Parses a location.</summary>
    /// <param name="text">The location as the user wrote it.</param>
    /// <param name="engines">The engines whose names are schemes.</param>
    /// <returns>The location.</returns>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorStatus.InvalidConfiguration"/>: the text is not a location. The message is one line without secrets: the location, what is wrong, what would be right.
    /// </exception>
    public static Location Parse(string text, KnownEngines engines)
        => TryParse(text, engines, out var location, out var problem) ? location : throw LocationErrors.Malformed(text, problem);

    /// <summary>Parses a location without throwing.</summary>
    /// <param name="text">The location as the user wrote it.</param>
    /// <param name="engines">The engines whose names are schemes.</param>
    /// <param name="location">The location.</param>
    /// <param name="problem">Why the text is refused, and what would be right; holds no secret.</param>
    /// <returns>True when the whole of <paramref name="text"/> is a location.</returns>
    public static bool TryParse(
        string text,
        KnownEngines engines,
        [NotNullWhen(true)] out Location? location,
        [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(engines);
        return LocationParser.TryParse(text, engines, out location, out problem);
    }

    /// <summary>The location in canonical spelling with secrets masked, for messages and logs.</summary>
    /// <returns>One location, in which <c>***</c> stands for each secret.</returns>
    public abstract override string ToString();

    /// <summary>The location in full, secrets included. Keep it out of messages and logs.</summary>
    /// <returns>Text that parses back to an equal location.</returns>
    public virtual string Reveal() => ToString();

    /// <inheritdoc/>
    public bool Equals(Location? other) => other is not null && other.GetType() == GetType() && other.Reveal() == Reveal();

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as Location);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => Reveal().GetHashCode(StringComparison.Ordinal);
}
