using Hawser.Connectors;
using Hawser.Connectors.Sample;
using Hawser.Connectors.Sample.Service;

namespace Hawser.Conformance.Fixtures;

/// <summary>The sample connector: asynchronous only, no SQL, chunks as partitions, staged loads.</summary>
public sealed class DepotFixture : ConnectorFixture
{
    private const string Password = "swordfish-7391";
    private readonly string _endpoint = $"depot-{Guid.NewGuid():N}.test";
    private readonly DepotService _service;

    /// <summary>Starts a depot of its own.</summary>
    public DepotFixture()
    {
        _service = DepotService.Start(_endpoint, Password);
        Options = new Dictionary<string, string> { ["endpoint"] = _endpoint, ["token"] = Password, ["poll-interval"] = "1ms" };
    }

    /// <inheritdoc/>
    public override string Name => "depot";

    /// <inheritdoc/>
    public override Connector Connector { get; } = new DepotConnector();

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Options { get; }

    /// <inheritdoc/>
    public override string? Secret => Password;

    /// <inheritdoc/>
    public override string? EndlessQuery => "wait 600";

    /// <inheritdoc/>
    public override string? WrongQuery => "SELECT 1";

    /// <inheritdoc/>
    public override string? SelectAll(string table) => $"rows {table}";

    /// <inheritdoc/>
    public override void Dispose()
    {
        Assert.Equal(0, _service.RunningJobs);
        _service.Dispose();
        base.Dispose();
    }
}
