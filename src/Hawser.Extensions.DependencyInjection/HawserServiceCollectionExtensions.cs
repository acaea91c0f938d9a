using Hawser.Config;
using Hawser.Connections;
using Hawser.Connectors;
using Hawser.Extensions;
using Hawser.Locations;
using Hawser.Registry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Hawser to the services of a program.</summary>
public static class HawserServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="ConnectorRegistry"/> and a <see cref="ConnectionManager"/> as singletons. The manager's connections are those of the configuration and, after them, those of
    /// <c>connections.yaml</c> and of the environment; it is closed with the services, and logs what happens to sessions under its own name.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The configuration, below whose <c>Connections</c> each child is a connection.</param>
    /// <param name="configure">Says which connectors there are, and more; null when connectors are registered as services.</param>
    /// <returns>The same services.</returns>
    /// <example><code>builder.Services.AddHawser(builder.Configuration, hawser => hawser.Connectors.Add(new PostgresConnector()));</code></example>
    public static IServiceCollection AddHawser(this IServiceCollection services, IConfiguration configuration, Action<HawserOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var options = new HawserOptions();
        configure?.Invoke(options);
        services.TryAddSingleton(provider => new ConnectorRegistry(provider.GetServices<Connector>().Concat(options.Connectors).DistinctBy(connector => connector.Name)));
        services.TryAddSingleton<INamedConnections>(provider => Connections(provider.GetRequiredService<ConnectorRegistry>(), configuration, options));
        services.TryAddSingleton(provider => Manager(provider, options));
        return services;
    }

    private static INamedConnections Connections(ConnectorRegistry registry, IConfiguration configuration, HawserOptions options)
    {
        var section = new SectionConnections(configuration.GetSection(options.SectionName), registry);
        return options.UseFiles ? new LayeredConnections(section, new ConnectionsConfiguration(registry)) : section;
    }

    private static ConnectionManager Manager(IServiceProvider provider, HawserOptions options)
    {
        ILogger logger = provider.GetService<ILoggerFactory>()?.CreateLogger<ConnectionManager>() ?? NullLogger<ConnectionManager>.Instance;
        return new ConnectionManager(provider.GetRequiredService<ConnectorRegistry>(), provider.GetRequiredService<INamedConnections>(), new ConnectionManagerOptions
        {
            Pool = options.Pool,
            Time = provider.GetService<TimeProvider>() ?? TimeProvider.System,
            OnEvent = happened => ConnectionLog.Write(logger, happened),
        });
    }
}
