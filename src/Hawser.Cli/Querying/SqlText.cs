using System.Text;
using Hawser.Cli.CommandLine;

namespace Hawser.Cli.Querying;

/// <summary>Where the SQL comes from: the argument, standard input or a file.</summary>
internal static class SqlText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The statement, or null when none is given.</returns>
    public static string? Read(string? argument, string? file)
    {
        if (argument is not null && file is not null)
        {
            throw CliException.Usage("the SQL is given twice, as an argument and with -f.");
        }

        string? sql = argument == "-" || file == "-" ? ReadAll("standard input", Console.OpenStandardInput()) : file is null ? argument : ReadFile(file);
        return sql is not null && string.IsNullOrWhiteSpace(sql) ? throw CliException.Usage("the SQL is empty.") : sql;
    }

    private static string ReadFile(string path) =>
        File.Exists(path) ? ReadAll(path, File.OpenRead(path)) : throw CliException.Usage($"-f '{path}': the file does not exist.");

    private static string ReadAll(string name, Stream stream)
    {
        using var reader = new StreamReader(stream, Strict);
        try
        {
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            throw CliException.Usage($"the SQL in {name} is not valid UTF-8.");
        }
    }
}
