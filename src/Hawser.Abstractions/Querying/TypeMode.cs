namespace Hawser.Connectors;

/// <summary>How a source without binding types decides its columns' types.</summary>
public enum TypeMode
{
    /// <summary>By what is declared; a value that does not fit is an error that names it.</summary>
    Declared,

    /// <summary>By looking at all values first, in one pass: the narrowest type that holds every value exactly.</summary>
    Scan,
}
