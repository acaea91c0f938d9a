using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hawser.Testing.Judges;

/// <summary>
/// A script of tests/judges that answers one JSON line with one JSON line. The process starts with the first question, serves
/// the whole test run and ends with it; questions from several tests wait for each other.
/// </summary>
public sealed class NodeJudge(string script)
{
    private readonly Lock _turn = new();
    private readonly StringBuilder _complaints = new();
    private Process? _process;

    /// <summary>Asks and waits for the answer.</summary>
    /// <exception cref="JudgeException">Node.js or a package is missing, the script broke off, or it reported an error.</exception>
    public JsonElement Ask(JsonObject request)
    {
        string? line;
        lock (_turn)
        {
            Process process = _process ??= Start();
            try
            {
                process.StandardInput.WriteLine(request.ToJsonString());
                process.StandardInput.Flush();
                line = process.StandardOutput.ReadLine();
            }
            catch (IOException)
            {
                line = null;
            }

            if (line is null)
            {
                _process = null;
                throw BrokeOff(process);
            }
        }

        JsonElement answer = JsonDocument.Parse(line).RootElement;
        return answer.TryGetProperty("error", out JsonElement error)
            ? throw new JudgeException($"{script}: {error.GetString()}")
            : answer.GetProperty("ok");
    }

    private Process Start()
    {
        if (!Directory.Exists(Path.Combine(RepositoryPaths.Judges, "node_modules")))
        {
            throw JudgeException.NotInstalled("What tests/judges needs from npm");
        }

        try
        {
            Process process = ToolRun.Start("node", [Path.Combine(RepositoryPaths.Judges, script)]);
            process.ErrorDataReceived += (_, line) => Note(line.Data);
            process.BeginErrorReadLine();
            return process;
        }
        catch (Win32Exception missing)
        {
            throw JudgeException.NotInstalled("Node.js (the program 'node')", missing);
        }
    }

    private void Note(string? line)
    {
        lock (_complaints)
        {
            _complaints.AppendLine(line);
        }
    }

    private JudgeException BrokeOff(Process process)
    {
        using (process)
        {
            process.WaitForExit();
            lock (_complaints)
            {
                return new JudgeException($"{script} broke off with exit code {process.ExitCode}: {_complaints.ToString().Trim()}");
            }
        }
    }
}
