using System.Diagnostics;

namespace Hawser.Connectors;

/// <summary>
/// A text that may be a password: it never prints itself, not in a message, a log, a debugger, JSON or a record's <c>ToString()</c>. Who needs the text asks for it by
/// <see cref="Reveal"/>, which is easy to find in a review. Immutable; compared by content.
/// </summary>
[DebuggerDisplay(Mask)]
public sealed class Secret : IEquatable<Secret>
{
    /// <summary>What stands for a secret in every output.</summary>
    public const string Mask = "***";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _text;

    /// <summary>Wraps a text.</summary>
    /// <param name="text">The text; may be empty.</param>
    public Secret(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>The text itself. Keep it out of messages, logs and process arguments.</summary>
    public string Reveal() => _text;

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && other._text == _text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Always <see cref="Mask"/>.</summary>
    public override string ToString() => Mask;
}
