namespace Hawser.Testing;

/// <summary>Where things are in the repository that the running tests were built from.</summary>
public static class RepositoryPaths
{
    private static readonly Lazy<string> LazyRoot = new(FindRoot);

    /// <summary>The folder that holds Hawser.slnx.</summary>
    public static string Root => LazyRoot.Value;

    /// <summary>The folder of the judges' scripts; their packages are in its node_modules.</summary>
    public static string Judges => Path.Combine(Root, "tests", "judges");

    /// <summary>
    /// The data files of the npm package vega-datasets: real CSV, JSON and Arrow files that nobody here made.
    /// </summary>
    /// <exception cref="JudgeException">The package is not installed.</exception>
    public static string VegaDatasets
    {
        get
        {
            string folder = Path.Combine(Judges, "node_modules", "vega-datasets", "data");
            return Directory.Exists(folder) ? folder : throw JudgeException.NotInstalled("the npm package vega-datasets");
        }
    }

    private static string FindRoot()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Hawser.slnx")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Hawser.slnx.");
    }
}
