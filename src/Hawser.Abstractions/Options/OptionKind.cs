namespace Hawser.Connectors;

/// <summary>What an option's text must be.</summary>
public enum OptionKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary><c>true</c>, <c>false</c>, <c>yes</c>, <c>no</c>, <c>on</c>, <c>off</c>, <c>1</c> or <c>0</c>.</summary>
    Boolean,

    /// <summary>A number with a unit, <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1h</c>; a bare number counts seconds.</summary>
    Duration,

    /// <summary>A number of bytes, with <c>KB</c>, <c>MB</c>, <c>GB</c> (powers of 1000) or <c>KiB</c>, <c>MiB</c>, <c>GiB</c> (powers of 1024).</summary>
    Size,

    /// <summary>The path of a file or folder.</summary>
    Path,

    /// <summary>One of <see cref="OptionDefinition.Choices"/>.</summary>
    Choice,
}
