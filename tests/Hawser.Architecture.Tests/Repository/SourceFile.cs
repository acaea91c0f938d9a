using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hawser.Architecture.Tests.Repository;

/// <summary>A parsed C# file.</summary>
internal sealed class SourceFile
{
    private static readonly Lazy<SourceFile[]> LazySrc = new(() => [.. RepositoryFiles.Under("src", ".cs").Select(path => new SourceFile(path))]);
    private static readonly Lazy<SourceFile[]> LazyTests = new(() => [.. RepositoryFiles.Under("tests", ".cs").Select(path => new SourceFile(path))]);

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private SourceFile(string path)
    {
        Path = path;
        Root = CSharpSyntaxTree.ParseText(File.ReadAllText(RepositoryFiles.FullPath(path)), Options).GetRoot();
    }

    public static IReadOnlyList<SourceFile> Src => LazySrc.Value;

    public static IReadOnlyList<SourceFile> Tests => LazyTests.Value;

    /// <summary>The path from the repository's root, with slashes.</summary>
    public string Path { get; }

    public SyntaxNode Root { get; }

    public IEnumerable<T> Nodes<T>()
        where T : SyntaxNode => Root.DescendantNodes().OfType<T>();

    public Finding At(SyntaxNode node, string what) => new(Path, node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, what);

    public Finding At(SyntaxToken token, string what) => new(Path, token.GetLocation().GetLineSpan().StartLinePosition.Line + 1, what);
}
