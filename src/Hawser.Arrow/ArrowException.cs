namespace Hawser.Arrow;

/// <summary>
/// Arrow data, or a message that carries it, is not what the format allows, or needs more than a stated limit. A connector that meets one wraps it
/// in its own error; programmer's mistakes throw <see cref="ArgumentException"/> and friends instead.
/// </summary>
public sealed class ArrowException : Exception
{
    /// <summary>Makes an error without a message; prefer one that says where, what was found and what is allowed.</summary>
    public ArrowException()
    {
    }

    /// <summary>Makes an error.</summary>
    public ArrowException(string message)
        : base(message)
    {
    }

    /// <summary>Whether a stated limit was reached, the data being as allowed as before: more memory or smaller batches would help.</summary>
    public bool IsLimit { get; init; }

    /// <summary>Makes an error with its cause.</summary>
    public ArrowException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
