using Hawser.Connectors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hawser.Config;

/// <summary>
/// Reads one YAML document into nodes with lines, by the events of the parser: no object is made that the file asks for, and size, depth and aliases are bounded. Aliases and
/// the merge key <c>&lt;&lt;</c> work as YAML 1.2 and its merge proposal have them.
/// </summary>
internal sealed class YamlTree
{
    private const string MergeKey = "<<";
    private const string NotYaml = "this is not valid YAML; a value with : # { } [ ] , & * ! | > ' \" % @ ` in it stands in quotes";

    private readonly string _file;
    private readonly Parser _events;
    private readonly Dictionary<string, ConfigNode> _anchors = new(StringComparer.Ordinal);
    private int _nodes;
    private int _aliases;

    private YamlTree(string text, string file)
    {
        _file = file;
        _events = new Parser(new Scanner(new StringReader(text)));
    }

    /// <summary>Reads the document.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <returns>Its root, or null when it holds nothing.</returns>
    /// <exception cref="ConnectorException">It is not YAML, or too large, too deep, or more than one document.</exception>
    public static ConfigNode? Parse(string text, string file)
    {
        var tree = new YamlTree(text, file);
        try
        {
            return tree.ReadDocument();
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // The parser's own slips over text that no writer of YAML makes.
            throw ConfigErrors.At(file, LineOf(tree._events.Current?.Start ?? Mark.Empty), NotYaml);
        }
        catch (YamlException error)
        {
            // The parser's messages are fixed texts, except some that quote what they found, which may be a secret.
            var reason = error.Message.StartsWith("While ", StringComparison.Ordinal) && !error.Message.Contains("anchor", StringComparison.Ordinal) ? $" ({error.Message.TrimEnd('.')})" : string.Empty;
            throw ConfigErrors.At(file, LineOf(error.Start), NotYaml + reason);
        }
    }

    private static int LineOf(Mark mark) => (int)Math.Max(1, mark.Line);

    private ConfigNode? ReadDocument()
    {
        _events.Consume<StreamStart>();
        if (_events.Accept<StreamEnd>(out _))
        {
            return null;
        }

        _events.Consume<DocumentStart>();
        var root = ReadNode(0);
        _events.Consume<DocumentEnd>();
        return _events.Accept<StreamEnd>(out _) ? root : throw At(LineOf(_events.Current!.Start), "one file holds one document; leave out what follows '---'");
    }

    private ConfigNode ReadNode(int depth)
    {
        var node = _events.Consume<ParsingEvent>();
        var line = LineOf(node.Start);
        if (++_nodes > YamlLimits.MaxNodes || depth > YamlLimits.MaxDepth)
        {
            throw At(line, depth > YamlLimits.MaxDepth ? $"values may be nested {YamlLimits.MaxDepth} deep" : $"a file may hold {YamlLimits.MaxNodes} values");
        }

        var read = node switch
        {
            AnchorAlias alias => Repeat(alias, line),
            Scalar scalar => new ConfigScalar(line, new Secret(scalar.Value), scalar.Style == ScalarStyle.Plain),
            SequenceStart => ReadList(line, depth),
            MappingStart => ReadMap(line, depth),
            _ => throw At(line, "a value is expected"),
        };
        if (node is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _anchors[anchored.Anchor.Value] = read;
        }

        return read;
    }

    private ConfigNode Repeat(AnchorAlias alias, int line)
    {
        if (++_aliases > YamlLimits.MaxAliases)
        {
            throw At(line, $"a file may use anchors {YamlLimits.MaxAliases} times");
        }

        return _anchors.TryGetValue(alias.Value.Value, out var node) ? node : throw At(line, "an anchor is used that is not defined above; a value that begins with '*' stands in quotes");
    }

    private ConfigList ReadList(int line, int depth)
    {
        var items = new List<ConfigNode>();
        while (!_events.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new ConfigList(line, items);
    }

    private ConfigMap ReadMap(int line, int depth)
    {
        var entries = new List<ConfigEntry>();
        var merged = new List<ConfigMap>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!_events.TryConsume<MappingEnd>(out _))
        {
            if (ReadNode(depth + 1) is not ConfigScalar key)
            {
                throw At(LineOf(_events.Current!.Start), "a key is a name");
            }

            var value = ReadNode(depth + 1);
            var name = key.Text.Reveal();
            if (key.IsPlain && name == MergeKey)
            {
                merged.AddRange(MapsOf(value, key.Line));
            }
            else if (!lines.TryAdd(name, key.Line))
            {
                throw At(key.Line, $"the key '{Locations.SecretMask.OnOneLine(name)}' stands here and in line {lines[name]}");
            }
            else
            {
                entries.Add(new ConfigEntry(name, key.Line, value));
            }
        }

        return new ConfigMap(line, Merge(entries, merged, line));
    }

    private IEnumerable<ConfigMap> MapsOf(ConfigNode value, int line) => value switch
    {
        ConfigMap map => [map],
        ConfigList list when list.Items.All(item => item is ConfigMap) => list.Items.Cast<ConfigMap>(),
        _ => throw At(line, $"{MergeKey} takes a block, or a list of blocks"),
    };

    private List<ConfigEntry> Merge(List<ConfigEntry> entries, List<ConfigMap> merged, int line)
    {
        if (merged.Count == 0)
        {
            return entries;
        }

        var keys = entries.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in merged.SelectMany(map => map.Entries))
        {
            if (++_nodes > YamlLimits.MaxNodes)
            {
                throw At(line, $"a file may hold {YamlLimits.MaxNodes} values, those that merges repeat included");
            }

            if (keys.Add(entry.Key))
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    private ConnectorException At(int line, string problem) => ConfigErrors.At(_file, line, problem);
}
