using Hawser.Arrow;

namespace Hawser.Connectors.Sqlite.Text;

/// <summary>Whether a struct can be a JSON object.</summary>
internal static class NestedNames
{
    /// <summary>True when no two children share a name; otherwise the struct is an array of its values.</summary>
    public static bool AreDistinct(IReadOnlyList<Field> children)
    {
        for (int i = 1; i < children.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (children[i].Name == children[j].Name)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
