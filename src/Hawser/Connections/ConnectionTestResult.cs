namespace Hawser.Connections;

/// <summary>What came of testing a connection. It holds no secrets.</summary>
/// <param name="Name">The connection's name.</param>
/// <param name="Problem">Why it does not work; <see cref="ConnectionProblem.None"/> when it does.</param>
/// <param name="Elapsed">How long the test took.</param>
public sealed record ConnectionTestResult(string Name, ConnectionProblem Problem, TimeSpan Elapsed)
{
    /// <summary>Whether it works.</summary>
    public bool IsWorking => Problem == ConnectionProblem.None;

    /// <summary>The connector's name; null when that is what is wrong.</summary>
    public string? Connector { get; init; }

    /// <summary>Where it leads, as a URI with its secrets masked; null when the configuration is wrong.</summary>
    public string? Location { get; init; }

    /// <summary>The engine and version that answered; null when it says none.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>What went wrong, in the engine's words; null when nothing did.</summary>
    public string? Message { get; init; }

    /// <summary>What to do about it; null when nothing is known.</summary>
    public string? Hint { get; init; }
}
