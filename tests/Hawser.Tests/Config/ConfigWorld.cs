using Hawser.Config;
using Hawser.Connectors;
using Hawser.Registry;
using Hawser.Testing;
using Hawser.Tests.Registry;

namespace Hawser.Tests.Config;

/// <summary>A folder with a project's and a user's file, an environment, and the built-in connectors beside two servers.</summary>
internal sealed class ConfigWorld : IDisposable
{
    public static ConnectorRegistry Registry { get; } = new(
        [.. BuiltInConnectors.All.Where(connector => connector.Name is "duckdb" or "sqlite" or "arrow"), new ServerConnector("mysql", "mariadb"), new ServerConnector("acme")]);

    public TempFolder Folder { get; } = new();

    public Dictionary<string, string> Environment { get; } = [];

    public string Project => Folder["connections.yaml"];

    public string User => Folder["user.yaml"];

    public ConnectionsConfiguration Load(string? project = null, string? user = null, string? flag = null)
    {
        if (project is not null)
        {
            Folder.Write("connections.yaml", project);
        }

        if (user is not null)
        {
            Folder.Write("user.yaml", user);
        }

        return new ConnectionsConfiguration(Registry, new ConfigurationSources { File = flag, ProjectFile = Project, UserFile = User, Environment = Environment });
    }

    /// <summary>The one option's text of a connection.</summary>
    public string? Option(string project, string name, string key)
        => Load(project).Find(name)!.Settings.FirstOrDefault(setting => setting.Key == key)?.Value.Reveal();

    /// <summary>The message with which a file is refused.</summary>
    public string Problem(string project, string name = "prod")
    {
        var error = Assert.Throws<ConnectorException>(() => Registry.Check(Load(project).Find(name)!));
        Assert.Equal(ConnectorStatus.InvalidConfiguration, error.Status);
        return error.Message.Replace(Project, "FILE", StringComparison.Ordinal);
    }

    public void Dispose() => Folder.Dispose();
}
