using System.Text;

namespace Hawser.Connectors.Postgres.Session.Authentication;

/// <summary>Passwords as SCRAM hashes them: spaces made equal, invisible characters left out, compatibility forms composed.</summary>
/// <remarks>Source: RFC 4013 (SASLprep), RFC 3454 tables B.1 and C.1.2. Like the server we take a password as it is when SASLprep forbids it. Without Unicode data (InvariantGlobalization, as
/// in our command line) the runtime composes nothing: a password of composed letters, as keyboards give them, is right all the same, one of compatibility forms such as "ﬁ" is not.</remarks>
internal static class SaslPreparation
{
    /// <summary>Prepares a password.</summary>
    public static string Prepare(string password)
    {
        if (Ascii.IsValid(password))
        {
            return password;
        }

        var mapped = new StringBuilder(password.Length);
        foreach (char c in password)
        {
            if (IsSpace(c))
            {
                mapped.Append(' ');
            }
            else if (!IsNothing(c))
            {
                mapped.Append(c);
            }
        }

        try
        {
            string prepared = mapped.ToString().Normalize(NormalizationForm.FormKC);
            return prepared.Length == 0 || prepared.Any(char.IsControl) ? password : prepared;
        }
        catch (ArgumentException)
        {
            // A lone surrogate has no normal form.
            return password;
        }
    }

    private static bool IsSpace(char c) => c is '\u00A0' or '\u1680' or (>= '\u2000' and <= '\u200B') or '\u202F' or '\u205F' or '\u3000';

    private static bool IsNothing(char c) =>
        c is '\u00AD' or '\u034F' or '\u1806' or (>= '\u180B' and <= '\u180D') or '\u200C' or '\u200D' or '\u2060' or (>= '\uFE00' and <= '\uFE0F') or '\uFEFF';
}
