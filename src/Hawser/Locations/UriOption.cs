using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>One option of a <see cref="ConnectionUri"/>: <c>key=value</c> behind the '?'.</summary>
public sealed record UriOption
{
    internal UriOption(string key, Secret value, bool isShown)
    {
        Key = key;
        Value = value;
        IsShown = isShown;
    }

    /// <summary>The key, decoded. Keys are unique in a URI, ignoring case.</summary>
    public string Key { get; }

    /// <summary>The value, decoded. It may be a secret.</summary>
    public Secret Value { get; }

    /// <summary>Whether the engine declares that the value may be shown; otherwise it is masked wherever the URI is printed.</summary>
    public bool IsShown { get; }

    /// <summary>The option with its value masked unless it may be shown.</summary>
    /// <returns><c>key=value</c>, encoded.</returns>
    public override string ToString() => Print(reveal: false);

    internal string Print(bool reveal)
        => $"{PercentEncoding.Encode(Key, PercentEncoding.InQuery)}={(reveal || IsShown ? PercentEncoding.Encode(Value.Reveal(), PercentEncoding.InQuery) : SecretMask.Mask)}";
}
