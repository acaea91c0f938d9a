using System.Text;
using Hawser.Connectors;

namespace Hawser.Config;

/// <summary>The text of a file, read whole and bounded.</summary>
internal static class ConfigFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ConnectorException">It cannot be read, is larger than allowed, or is not UTF-8.</exception>
    public static string Read(string path, int maxBytes)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[maxBytes + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > maxBytes)
            {
                throw Failed(ConnectorStatus.InvalidConfiguration, path, $"it is larger than {maxBytes} bytes");
            }

            var start = bytes.AsSpan(0, length).StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            return StrictUtf8.GetString(bytes, start, length - start);
        }
        catch (DecoderFallbackException)
        {
            throw Failed(ConnectorStatus.InvalidConfiguration, path, "it is not UTF-8 text");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Failed(ConnectorStatus.NotFound, path, "there is no such file");
        }
        catch (UnauthorizedAccessException)
        {
            throw Failed(ConnectorStatus.PermissionDenied, path, Directory.Exists(path) ? "it is a folder" : "it may not be read");
        }
        catch (IOException error)
        {
            throw new ConnectorException(ConnectorStatus.InputOutput, string.Empty, $"{Locations.SecretMask.OnOneLine(path)}: {Locations.SecretMask.OnOneLine(error.Message)}", error);
        }
    }

    private static ConnectorException Failed(ConnectorStatus status, string path, string problem) => new(status, string.Empty, $"{Locations.SecretMask.OnOneLine(path)}: {problem}");
}
