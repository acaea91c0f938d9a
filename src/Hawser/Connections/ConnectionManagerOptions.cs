namespace Hawser.Connections;

/// <summary>How a <see cref="ConnectionManager"/> works.</summary>
public sealed record ConnectionManagerOptions
{
    /// <summary>What counts for pools that say nothing themselves.</summary>
    public PoolOptions Pool { get; init; } = new();

    /// <summary>The clock; the system's by default.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Is told what happens to connections, from any thread; must not throw. Null for nobody.</summary>
    public Action<ConnectionEvent>? OnEvent { get; init; }
}
