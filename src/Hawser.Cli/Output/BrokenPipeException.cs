namespace Hawser.Cli.Output;

/// <summary>Who read standard output has gone: there is nothing left to do, and nothing to complain about.</summary>
internal sealed class BrokenPipeException : IOException
{
    public BrokenPipeException()
        : base("the reader of standard output has gone")
    {
    }
}
