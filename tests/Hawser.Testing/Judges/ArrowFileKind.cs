namespace Hawser.Testing.Judges;

/// <summary>The two forms of Arrow IPC.</summary>
public enum ArrowFileKind
{
    /// <summary>The file format, with a footer.</summary>
    File,

    /// <summary>The streaming format.</summary>
    Stream,
}
