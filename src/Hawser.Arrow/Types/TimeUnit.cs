namespace Hawser.Arrow;

/// <summary>The resolution of a time, timestamp or duration. The numbers are those of the IPC format.</summary>
public enum TimeUnit
{
    /// <summary>Seconds.</summary>
    Second = 0,

    /// <summary>10⁻³ s.</summary>
    Millisecond = 1,

    /// <summary>10⁻⁶ s.</summary>
    Microsecond = 2,

    /// <summary>10⁻⁹ s.</summary>
    Nanosecond = 3,
}
