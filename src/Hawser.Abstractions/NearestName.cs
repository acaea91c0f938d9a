namespace Hawser.Connectors;

/// <summary>
/// Finds the known name that a mistyped one was probably meant to be, for messages that end in "did you mean …?".
/// </summary>
/// <remarks>
/// Distance is counted in insertions, deletions, substitutions and swaps of two neighbours (the optimal string alignment form of
/// Damerau and Levenshtein's distance), ignoring case. A suggestion is worse than none when it is far off, so at most one edit is forgiven
/// for every three characters of the longer name, and never more than <see cref="MaxDistance"/>.
/// </remarks>
public static class NearestName
{
    /// <summary>The most edits that a suggestion may be away from what was given.</summary>
    public const int MaxDistance = 4;

    /// <summary>Names longer than this many characters are compared for equality only, which bounds the work of a comparison.</summary>
    public const int MaxComparedLength = 256;

    private const int ShortestPrefix = 3;

    /// <summary>The nearest of <paramref name="known"/> to <paramref name="given"/>.</summary>
    /// <param name="given">The name as the user wrote it.</param>
    /// <param name="known">The names that would have been right, in any order; duplicates do no harm.</param>
    /// <returns>
    /// The nearest name exactly as it is written in <paramref name="known"/>, or null when none is near enough. Among names equally near, one
    /// that shares its first letter with <paramref name="given"/> wins, then the first in ordinal order, so the answer does not depend on the order of
    /// <paramref name="known"/>. A name that starts with <paramref name="given"/>, or that <paramref name="given"/> starts with, counts as a last
    /// choice when at least three characters agree.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static string? Find(string given, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(known);
        string? best = null;
        (int Distance, bool OtherFirstLetter) bestRank = (int.MaxValue, true);
        foreach (var candidate in known)
        {
            var rank = (Distance: Rank(given, candidate), OtherFirstLetter: !SharesFirstLetter(given, candidate));
            if (rank.Distance == int.MaxValue)
            {
                continue;
            }

            var order = rank.CompareTo(bestRank);
            if (order < 0 || (order == 0 && string.CompareOrdinal(candidate, best) < 0))
            {
                (best, bestRank) = (candidate, rank);
            }
        }

        return best;
    }

    /// <summary>The number of single-character edits and swaps of neighbours that turn one name into the other, ignoring case.</summary>
    /// <param name="left">One name.</param>
    /// <param name="right">The other name.</param>
    /// <returns>0 when they are equal but for case. For names longer than <see cref="MaxComparedLength"/> that differ: the longer one's length.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static int Distance(string left, string right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (string.Equals(left, right, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        var longer = Math.Max(left.Length, right.Length);
        return longer > MaxComparedLength ? longer : Align(left.ToUpperInvariant(), right.ToUpperInvariant());
    }

    private static int Rank(string given, string candidate)
    {
        var longer = Math.Max(given.Length, candidate.Length);
        var allowed = Math.Clamp(longer / 3, 1, MaxDistance);
        if (given.Length == 0 || candidate.Length == 0)
        {
            return int.MaxValue;
        }

        var distance = Math.Abs(given.Length - candidate.Length) > allowed ? int.MaxValue : Distance(given, candidate);
        if (distance <= allowed && distance < longer)
        {
            return distance;
        }

        return IsPrefix(given, candidate) ? MaxDistance + 1 : int.MaxValue;
    }

    private static bool IsPrefix(string given, string candidate)
        => Math.Min(given.Length, candidate.Length) >= ShortestPrefix
            && (candidate.StartsWith(given, StringComparison.OrdinalIgnoreCase) || given.StartsWith(candidate, StringComparison.OrdinalIgnoreCase));

    private static bool SharesFirstLetter(string given, string candidate)
        => given.Length > 0 && candidate.Length > 0 && char.ToUpperInvariant(given[0]) == char.ToUpperInvariant(candidate[0]);

    private static int Align(string left, string right)
    {
        var beforePrevious = new int[right.Length + 1];
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            previous[column] = column;
        }

        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var same = left[row - 1] == right[column - 1];
                var cost = Math.Min(Math.Min(previous[column], current[column - 1]) + 1, previous[column - 1] + (same ? 0 : 1));
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                {
                    cost = Math.Min(cost, beforePrevious[column - 2] + 1);
                }

                current[column] = cost;
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[right.Length];
    }
}
