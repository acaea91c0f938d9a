namespace Hawser.Connectors.Sample.Service;

/// <summary>An error as the depot sends it: a code for programs and a text for people.</summary>
internal sealed class DepotFault(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
