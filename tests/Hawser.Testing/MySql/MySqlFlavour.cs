namespace Hawser.Testing.MySql;

/// <summary>Which of the two families of servers.</summary>
public enum MySqlFlavour
{
    /// <summary>The installed MariaDB.</summary>
    MariaDb,

    /// <summary>MySQL 5.6, the oldest that is supported, from an npm package for Linux on x64.</summary>
    MySql56,
}
