using System.Xml;
using System.Xml.Linq;

namespace Hawser.Architecture.Tests.Repository;

/// <summary>A .csproj file and what it references.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _document;

    private ProjectFile(string path)
    {
        Path = path;
        _document = XDocument.Load(RepositoryFiles.FullPath(path), LoadOptions.SetLineInfo);
    }

    public static IEnumerable<ProjectFile> Src => RepositoryFiles.Under("src", ".csproj").Select(path => new ProjectFile(path));

    /// <summary>The path from the repository's root, with slashes.</summary>
    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Names of the referenced projects.</summary>
    public IEnumerable<(string Name, int Line)> References =>
        Items("ProjectReference").Select(item => (System.IO.Path.GetFileNameWithoutExtension(item.Include.Replace('\\', '/')), item.Line));

    public IEnumerable<(string Name, int Line)> Packages => Items("PackageReference").Select(item => (item.Include, item.Line));

    public IEnumerable<(string Name, int Line)> Friends => Items("InternalsVisibleTo").Select(item => (item.Include, item.Line));

    private IEnumerable<(string Include, int Line)> Items(string kind) =>
        from item in _document.Descendants(kind)
        let include = (string?)item.Attribute("Include")
        where include is not null
        select (include, ((IXmlLineInfo)item).LineNumber);
}
