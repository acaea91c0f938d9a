namespace Hawser.Connectors.DuckDb.Files;

/// <summary>The options of one file, checked against its format.</summary>
internal sealed class FormatOptions
{
    private readonly IReadOnlyDictionary<string, string> _given;
    private readonly FileFormat _format;

    /// <exception cref="ConnectorException">An option is unknown to the format or its value has the wrong form.</exception>
    public FormatOptions(FileRelation file)
    {
        _format = DuckDbFileFormats.Get(file.Format);
        _given = file.Options;
        foreach (var (key, value) in file.Options)
        {
            Check(key, value);
        }
    }

    /// <summary>The option's text as given, else its default, else null.</summary>
    public string? Text(string key) => _given.TryGetValue(key, out var value) ? value : _format.Options.FirstOrDefault(option => option.Key == key)?.Default;

    public bool IsGiven(string key) => _given.ContainsKey(key);

    public bool Flag(string key) => Text(key) is { } text && OptionValue.TryParseBoolean(text, out var value) && value;

    private void Check(string key, string value)
    {
        var option = _format.Options.FirstOrDefault(option => option.Key == key) ?? throw Wrong(
            $"the format {_format.Name} has no option \"{key}\"",
            NearestName.Find(key, _format.Options.Select(known => known.Key)) is { } nearest ? $"Did you mean \"{nearest}\"?" : null);
        var isValid = option.Kind switch
        {
            OptionKind.Boolean => OptionValue.TryParseBoolean(value, out _),
            OptionKind.Integer => long.TryParse(value, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out _),
            OptionKind.Choice => option.Choices.Contains(value),
            _ => true,
        };
        if (!isValid)
        {
            throw Wrong($"the option \"{key}\" cannot be \"{value}\"", option.Choices.Count > 0 ? $"It is one of {string.Join(", ", option.Choices)}." : null);
        }
    }

    private static ConnectorException Wrong(string detail, string? hint) =>
        new(ConnectorStatus.InvalidConfiguration, DuckDbErrors.Connector, detail + ".") { Hint = hint };
}
