namespace Hawser.Connectors;

/// <summary>How grave a message of an engine is.</summary>
public enum MessageSeverity
{
    /// <summary>For information.</summary>
    Notice,

    /// <summary>Something was not done as asked.</summary>
    Warning,
}
