using Hawser.Connectors;

namespace Hawser.Tests.Registry;

/// <summary>A server's connector as others will declare theirs: required options, a secret, and auth modes with options of their own. It opens nothing.</summary>
internal sealed class ServerConnector(string name, params string[] aliases) : Connector
{
    public override string Name => name;

    public override IReadOnlyList<string> Aliases => aliases;

    public override string Description => "a server, declared for a test";

    public override IReadOnlyList<OptionGroup> OptionGroups { get; } =
    [
        new("server",
        [
            new("host", OptionKind.Text, "The host.") { IsRequired = true, Aliases = ["server"] },
            new("port", OptionKind.Integer, "The port.") { Default = "4000" },
            new("database", OptionKind.Text, "The database.") { IsRequired = true },
            new("timeout", OptionKind.Duration, "How long to wait.") { Default = "10s" },
            new("fetch_size", OptionKind.Size, "How much to ask for at a time."),
            new("tls", OptionKind.Choice, "Whether to encrypt.") { Choices = ["off", "on", "verify"], Default = "on" },
            new("read_only", OptionKind.Boolean, "Whether nothing is written."),
            new("auth_mode", OptionKind.Choice, "How to log in.") { Choices = ["password", "token", "key"], Default = "password" },
        ]),
        new("password", [new("user", OptionKind.Text, "The user.") { IsRequired = true }, new("password", OptionKind.Text, "The password.") { IsRequired = true, IsSecret = true }])
        {
            WhenKey = "auth_mode", WhenValue = "password",
        },
        new("token", [new("token", OptionKind.Text, "The token.") { IsRequired = true, IsSecret = true }]) { WhenKey = "auth_mode", WhenValue = "token" },
        new("key", [new("user", OptionKind.Text, "The user.") { IsRequired = true }, new("key_file", OptionKind.Path, "The key.") { IsRequired = true }])
        {
            WhenKey = "auth_mode", WhenValue = "key",
        },
    ];

    public override UriKeys UriKeys { get; } = new() { User = "user", Password = "password", Host = "host", Port = "port", Path = "database" };

    public override Capabilities Capabilities { get; } = new();

    public override TypeMap TypeMap => throw new NotSupportedException();

    public override Database Open(ConnectorOptions options) => throw new NotSupportedException();
}
