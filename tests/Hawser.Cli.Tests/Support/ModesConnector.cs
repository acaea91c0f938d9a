using Hawser.Connectors;

namespace Hawser.Cli.Tests.Support;

/// <summary>A connector with several ways of logging in, which the built-in ones do not have.</summary>
internal sealed class ModesConnector : Connector
{
    public override string Name => "modes";

    public override string Description => "a warehouse with several ways of logging in";

    public override IReadOnlyList<OptionGroup> OptionGroups { get; } =
    [
        new("server", [new("account", OptionKind.Text, "The account.") { IsRequired = true }, new("auth_mode", OptionKind.Choice, "How to log in.") { Choices = ["password", "token", "browser"], Default = "password" }]),
        new("password", [new("user", OptionKind.Text, "The user.") { IsRequired = true }, new("password", OptionKind.Text, "The password.") { IsRequired = true, IsSecret = true }])
        {
            WhenKey = "auth_mode", WhenValue = "password",
        },
        new("token", [new("token", OptionKind.Text, "The token.") { IsRequired = true, IsSecret = true }]) { WhenKey = "auth_mode", WhenValue = "token" },
        new("browser", [new("port", OptionKind.Integer, "The port of this machine that the browser answers to.")]) { WhenKey = "auth_mode", WhenValue = "browser" },
    ];

    public override UriKeys UriKeys { get; } = new() { User = "user", Password = "password", Host = "account" };

    public override Capabilities Capabilities { get; } = new(Capability.Transactions, Capability.Cancel) { MaxNameBytes = 255 };

    public override TypeMap TypeMap { get; } = new NoTypes();

    public override Database Open(ConnectorOptions options) => throw new NotSupportedException();

    private sealed class NoTypes : TypeMap
    {
        public override IReadOnlyList<TypeMapRow> Rows => [];

        public override SourceColumn ToArrow(string nativeType) => throw new NotSupportedException();

        public override SinkColumn ToNative(Arrow.Field field) => throw new NotSupportedException();
    }
}
