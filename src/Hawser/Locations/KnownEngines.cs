using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>What a parser of locations must know of the engines at hand: the names that are schemes and the table functions that may be called.</summary>
/// <remarks>Immutable, so it may be shared between threads. Names are compared ignoring case.</remarks>
public sealed class KnownEngines
{
    private readonly Dictionary<string, KnownEngine> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Collects what is known.</summary>
    /// <param name="engines">The engines at hand.</param>
    /// <exception cref="ArgumentException">Two engines share a name or an alias, or a name cannot be a scheme.</exception>
    public KnownEngines(IEnumerable<KnownEngine> engines)
    {
        ArgumentNullException.ThrowIfNull(engines);
        Engines = [.. engines];
        foreach (var engine in Engines)
        {
            foreach (var name in engine.Aliases.Prepend(engine.Name))
            {
                if (!LocationNames.IsScheme(name) || !_byName.TryAdd(name, engine))
                {
                    throw new ArgumentException($"the engine name '{name}' is taken or is not a scheme", nameof(engines));
                }
            }
        }

        TableFunctions = [.. Engines.SelectMany(engine => engine.TableFunctions).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>No engine at all: every location is then a path, a named connection or standard input and output.</summary>
    public static KnownEngines None { get; } = new([]);

    /// <summary>The engines in the order in which they were given.</summary>
    public IReadOnlyList<KnownEngine> Engines { get; }

    /// <summary>Every name and alias.</summary>
    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>The table functions of all engines, each once.</summary>
    public IReadOnlyList<string> TableFunctions { get; }

    /// <summary>The engine with this name or alias.</summary>
    /// <param name="nameOrAlias">A name, in any case.</param>
    /// <returns>The engine, or null when none has that name.</returns>
    public KnownEngine? Find(string nameOrAlias) => _byName.GetValueOrDefault(nameOrAlias);

    /// <summary>The name or alias nearest to a mistyped one.</summary>
    /// <param name="name">The name as the user wrote it.</param>
    /// <returns>The nearest, or null when none is near.</returns>
    public string? Nearest(string name) => NearestName.Find(name, Names);
}
