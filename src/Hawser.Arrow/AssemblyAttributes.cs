using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Hawser.Arrow.Tests")]
