using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Hawser.Connectors;

/// <summary>
/// What connectors tell of how they work, for whoever looks for a cause: that a read takes a slower way, and why. It goes to whoever listens (<c>hawser --debug</c>, a subscriber of the
/// <see cref="DiagnosticListener"/> <see cref="ListenerName"/>) and to nobody else; results, warnings and errors never depend on it.
/// </summary>
public static class ConnectorDetails
{
    /// <summary>The name of the <see cref="DiagnosticListener"/>.</summary>
    public const string ListenerName = "Hawser.Connectors";

    /// <summary>The name of its events, whose value is a <see cref="ConnectorDetail"/>.</summary>
    public const string EventName = "Detail";

    private static readonly DiagnosticListener Listener = new(ListenerName);

    /// <summary>Tells a detail.</summary>
    /// <param name="connector">The connector's name.</param>
    /// <param name="place">What it is about.</param>
    /// <param name="text">The end of a sentence, without a full stop.</param>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A detail is flat: its properties are texts, which Write<T> preserves.")]
    public static void Tell(string connector, string place, string text)
    {
        if (Listener.IsEnabled(EventName))
        {
            Listener.Write(EventName, new ConnectorDetail(connector, place, text));
        }
    }

    /// <summary>Hears every detail that any connector of the process tells from now on, on the threads that work.</summary>
    /// <param name="hear">Is told; must not throw.</param>
    /// <returns>Ends it when it is disposed.</returns>
    public static IDisposable Listen(Action<ConnectorDetail> hear)
    {
        ArgumentNullException.ThrowIfNull(hear);
        return Listener.Subscribe(new DetailObserver(hear));
    }
}
