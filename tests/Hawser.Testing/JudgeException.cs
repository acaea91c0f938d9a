namespace Hawser.Testing;

/// <summary>A judge is missing, could not be started, or refused what it was asked; the message is the judge's own.</summary>
public sealed class JudgeException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The error for a program or package that <c>./test</c> would have installed.</summary>
    public static JudgeException NotInstalled(string what, Exception? inner = null) =>
        new($"{what} is not installed. Run ./test in the repository's folder once: it installs what the tests compare with.", inner);
}
