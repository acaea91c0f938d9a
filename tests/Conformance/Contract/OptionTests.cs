using Hawser.Conformance.Fixtures;
using Hawser.Connectors;

namespace Hawser.Conformance.Contract;

/// <summary>Every option is declared once and checked: what is wrong with one is said at once, with the nearest right thing.</summary>
public abstract class OptionTests<TFixture> : ConformanceTest<TFixture>
    where TFixture : ConnectorFixture, new()
{
    private IReadOnlyList<OptionDefinition> Declared => [.. Fixture.Connector.OptionGroups.SelectMany(g => g.Options)];

    [Fact]
    public Task An_unknown_option_is_refused_with_the_nearest_known_one() => RunAsync(() =>
    {
        ConnectorException error = Fails(Changed("surely_no_option_of_anybody", "1"));
        Assert.Contains("surely_no_option_of_anybody", error.Message, StringComparison.Ordinal);
        foreach (OptionDefinition option in Declared.Where(o => o.Key.Length > 3))
        {
            string mistyped = option.Key[..^1] + (option.Key[^1] == 'x' ? "y" : "x");
            if (Declared.All(o => o.Key != mistyped && !o.Aliases.Contains(mistyped)))
            {
                Assert.Contains($"\"{mistyped}\"", Fails(Changed(mistyped, "1")).Message, StringComparison.Ordinal);
                Assert.Contains("did you mean", Fails(Changed(mistyped, "1")).Message, StringComparison.Ordinal);
            }
        }

        return Task.CompletedTask;
    });

    [Fact]
    public Task A_value_of_the_wrong_form_is_refused_with_what_is_allowed() => RunAsync(() =>
    {
        foreach (OptionDefinition option in Declared.Where(o => o.Kind is not (OptionKind.Text or OptionKind.Path)))
        {
            ConnectorException error = Fails(Changed(option.Key, "~nonsense~"));
            Assert.Contains(option.Key, error.Message, StringComparison.Ordinal);
            Assert.Contains("must be", error.Message, StringComparison.Ordinal);
            Assert.True(!option.IsSecret || !error.Message.Contains("~nonsense~", StringComparison.Ordinal), "The message shows a secret.");
        }

        return Task.CompletedTask;
    });

    [Fact]
    public Task A_missing_required_option_is_named() => RunAsync(() =>
    {
        foreach (OptionDefinition option in Fixture.Connector.OptionGroups.Where(g => g.WhenKey is null).SelectMany(g => g.Options).Where(o => o.IsRequired && o.Default is null))
        {
            Assert.Contains($"\"{option.Key}\" is required", Fails(Fixture.Options.Where(p => p.Key.Replace('-', '_') != option.Key)).Message, StringComparison.Ordinal);
        }

        return Task.CompletedTask;
    });

    [Fact]
    public Task Options_are_documented_and_their_defaults_are_valid() => RunAsync(() =>
    {
        Assert.Equal(Declared.Count, Declared.Select(o => o.Key).Distinct().Count());
        foreach (OptionDefinition option in Declared)
        {
            Assert.Matches("^[a-z][a-z0-9_]*$", option.Key);
            Assert.EndsWith(".", option.Description, StringComparison.Ordinal);
            Assert.Equal(option.Kind == OptionKind.Choice, option.Choices.Count > 0);
            if (option.Default is { Length: > 0 } value)
            {
                Fixture.Connector.ParseOptions(Changed(option.Key, value));
            }
        }

        foreach (OptionGroup group in Fixture.Connector.OptionGroups.Where(g => g.WhenKey is not null))
        {
            Assert.Contains(Declared, o => o.Key == group.WhenKey);
        }

        return Task.CompletedTask;
    });

    [Fact]
    public Task Parts_of_a_uri_set_declared_options() => RunAsync(() =>
    {
        UriKeys keys = Fixture.Connector.UriKeys;
        foreach (string key in new[] { keys.User, keys.Password, keys.Host, keys.Port, keys.Path }.OfType<string>())
        {
            Assert.Contains(Declared, o => o.Key == key);
        }

        Assert.True(keys.Password is null || Declared.Single(o => o.Key == keys.Password).IsSecret, "The option that a URI's password sets must be a secret.");
        return Task.CompletedTask;
    });

    [Fact]
    public Task Names_are_lower_case_and_described() => RunAsync(() =>
    {
        foreach (string name in Fixture.Connector.Aliases.Prepend(Fixture.Connector.Name))
        {
            Assert.Matches("^[a-z][a-z0-9+.-]*$", name);
        }

        Assert.NotEmpty(Fixture.Connector.Description);
        Assert.Equal(Fixture.Connector.Name, Fixture.Connector.ToString());
        return Task.CompletedTask;
    });

    private IEnumerable<KeyValuePair<string, string>> Changed(string key, string value) =>
        Fixture.Options.Where(p => p.Key.Replace('-', '_') != key).Append(new KeyValuePair<string, string>(key, value));

    private ConnectorException Fails(IEnumerable<KeyValuePair<string, string>> options)
    {
        var error = Assert.Throws<ConnectorException>(() => Fixture.Connector.ParseOptions(options));
        Assert.Equal(ConnectorStatus.InvalidConfiguration, error.Status);
        Assert.True(Fixture.Secret is null || !error.Message.Contains(Fixture.Secret, StringComparison.Ordinal), "The message shows a secret.");
        return error;
    }
}
