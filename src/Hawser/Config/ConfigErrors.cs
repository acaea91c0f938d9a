using Hawser.Connectors;

namespace Hawser.Config;

/// <summary>Errors of configuration files: the file and line, what is wrong, what would be right. Values are never quoted, as any may be a secret.</summary>
internal static class ConfigErrors
{
    public static ConnectorException At(string file, int line, string problem) => new(ConnectorStatus.InvalidConfiguration, string.Empty, $"{Place(file, line)}: {problem}");

    public static string Place(string file, int line) => string.Create(null, $"{file}:{line}");
}
