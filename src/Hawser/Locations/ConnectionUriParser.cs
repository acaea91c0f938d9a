using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Takes a connection URI apart. Problems never quote a part that may hold a secret.</summary>
internal sealed class ConnectionUriParser
{
    private const string EncodeHint = "in a user or a password / ? # @ : % are written %2F %3F %23 %40 %3A %25";

    private readonly string _scheme;
    private readonly KnownEngine _engine;
    private string? _problem;

    private ConnectionUriParser(string scheme, KnownEngine engine)
    {
        _scheme = scheme;
        _engine = engine;
    }

    /// <summary>Parses what follows the scheme's colon.</summary>
    public static bool TryParse(
        string scheme,
        string rest,
        KnownEngine engine,
        [NotNullWhen(true)] out ConnectionUri? uri,
        [NotNullWhen(false)] out string? problem)
    {
        var parser = new ConnectionUriParser(scheme, engine);
        uri = parser.Parse(rest);
        problem = uri is null ? parser._problem ?? "it is not a connection URI" : null;
        return uri is not null;
    }

    private ConnectionUri? Parse(string rest)
    {
        var (beforeTable, tableText) = Cut(rest, '#');
        var (beforeQuery, query) = Cut(beforeTable, '?');
        var authority = string.Empty;
        var path = beforeQuery;
        if (beforeQuery.StartsWith("//", StringComparison.Ordinal))
        {
            var slash = beforeQuery.IndexOf('/', 2);
            authority = slash < 0 ? beforeQuery[2..] : beforeQuery[2..slash];
            path = slash < 0 ? string.Empty : beforeQuery[slash..];
        }

        if (authority.Length > 0 && rest.LastIndexOf('@') > authority.Length + 1)
        {
            return Fail<ConnectionUri>($"an '@' stands behind the host; there it is written %40, and {EncodeHint}");
        }

        return ParseAuthority(authority) is { } parts && Decode(path) is { } decodedPath && ParseOptions(query) is { } options && TryParseTable(tableText, out var table)
            ? new ConnectionUri(_scheme)
            {
                User = parts.User,
                Password = parts.Password is { } password ? new Secret(password) : null,
                Host = parts.Host,
                Port = parts.Port,
                Path = decodedPath,
                Options = options,
                Table = table,
            }
            : null;
    }

    private (string? User, string? Password, string? Host, int? Port)? ParseAuthority(string authority)
    {
        var at = authority.LastIndexOf('@');
        string? user = null;
        string? password = null;
        if (at >= 0)
        {
            var (userText, passwordText) = Cut(authority[..at], ':');
            user = Decode(userText);
            password = passwordText is null ? null : Decode(passwordText);
            if (user is null || (password is null && passwordText is not null))
            {
                return null;
            }
        }

        if (!TryParseHost(authority[(at + 1)..], out var host, out var port))
        {
            return null;
        }

        return (user is { Length: > 0 } ? user : null, password, host, port);
    }

    private bool TryParseHost(string text, out string? host, out int? port)
    {
        (host, port) = (null, null);
        var hostText = text;
        string? portText = null;
        if (text.StartsWith('['))
        {
            var close = text.IndexOf(']', StringComparison.Ordinal);
            hostText = close < 0 ? text : text[1..close];
            portText = close >= 0 && close + 1 < text.Length ? text[(close + 1)..] : null;
            if (close < 0 || !IsV6(hostText) || portText?.StartsWith(':') == false)
            {
                Fail<string>("an address in brackets must be IPv6, like [::1] or [::1]:5432");
                return false;
            }

            portText = portText?[1..];
        }
        else
        {
            (hostText, portText) = Cut(text, ':');
        }

        host = Decode(hostText) is { Length: > 0 } decoded ? decoded : null;
        return _problem is null && TryParsePort(portText, out port);
    }

    private bool TryParsePort(string? text, out int? port)
    {
        port = null;
        if (text is null)
        {
            return true;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535)
        {
            port = number;
            return true;
        }

        Fail<string>($"what follows the host's ':' is not a port from 1 to 65535; {EncodeHint}");
        return false;
    }

    private List<UriOption>? ParseOptions(string? query)
    {
        var options = new List<UriOption>();
        if (string.IsNullOrEmpty(query))
        {
            return options;
        }

        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var option in query.Split('&'))
        {
            var (keyText, valueText) = Cut(option, '=');
            if (keyText.Length == 0 || valueText is null)
            {
                return Fail<List<UriOption>>("an option behind '?' is written key=value, with '&' between options (a '&' in a value is written %26)");
            }

            if (Decode(keyText) is not { } key || Decode(valueText) is not { } value)
            {
                return null;
            }

            if (!keys.Add(key))
            {
                return Fail<List<UriOption>>($"the option '{SecretMask.OnOneLine(key)}' is given twice");
            }

            options.Add(new UriOption(key, new Secret(value), _engine.ShownOptions.Contains(key.Replace('-', '_'), StringComparer.OrdinalIgnoreCase)));
        }

        return options;
    }

    private bool TryParseTable(string? text, out LocationTable? table)
    {
        table = null;
        if (text is null)
        {
            return true;
        }

        if (Decode(text) is not { } decoded)
        {
            return false;
        }

        if (text.Contains('?', StringComparison.Ordinal) && !TableFunctionParser.LooksLikeCall(decoded))
        {
            Fail<string>("options stand before '#', as in scheme://host/path?key=value#table; a '?' in a table's name is written %3F");
            return false;
        }

        if (!LocationTable.TryParse(decoded, _engine.TableFunctions, out table, out var problem))
        {
            Fail<string>(problem);
        }

        return table is not null;
    }

    private string? Decode(string text)
        => PercentEncoding.TryDecode(text, out var decoded, out var problem) ? decoded : Fail<string>(problem);

    private T? Fail<T>(string problem)
        where T : class
    {
        _problem ??= problem;
        return null;
    }

    private static bool IsV6(string text)
        => PercentEncoding.TryDecode(text, out var decoded, out _)
            && IPAddress.TryParse(decoded, out var address)
            && address.AddressFamily == AddressFamily.InterNetworkV6;

    private static (string Before, string? After) Cut(string text, char separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }
}
