namespace Hawser.Locations;

/// <summary>How the part behind <c>scheme://</c> of a <see cref="SourceUri"/> is read.</summary>
public enum SourceUriForm
{
    /// <summary><c>schema/table</c>, or <c>/table</c> for a table that the server finds by its search path.</summary>
    SchemaTable,

    /// <summary><c>path/table</c>: the last <c>/</c> ends the path of a file, which may be absolute, relative or <c>:memory:</c>.</summary>
    FileTable,

    /// <summary><c>project.dataset.table</c> or <c>project/dataset.table</c>: three parts or more, of which those beyond three belong to the project.</summary>
    ProjectTable,
}
