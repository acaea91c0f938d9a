namespace Hawser.Arrow.Tests.Core;

/// <summary>Days of the calendar, counted.</summary>
public sealed class CivilDateTests
{
    [Fact]
    public void Every_day_of_four_digit_years_is_counted_and_no_other()
    {
        int expected = (int)new CivilDate(0, 1, 1).ToDays();
        for (int year = 0; year <= 9999; year++)
        {
            for (int month = 0; month <= 13; month++)
            {
                for (int day = 0; day <= 32; day++)
                {
                    bool isDate = new CivilDate(year, month, day).IsValid;
                    bool isFound = CivilDate.TryToDays(year, month, day, out int days);
                    if (isFound != isDate || (isFound && days != expected++))
                    {
                        Assert.Fail($"{year}-{month}-{day}: {isFound}, {days}");
                    }
                }
            }
        }

        Assert.Equal(new DateOnly(9999, 12, 31).DayNumber - new DateOnly(1970, 1, 1).DayNumber + 1, expected);
    }

    [Theory]
    [InlineData(-1, 1, 1)]
    [InlineData(10_000, 1, 1)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue)]
    [InlineData(int.MinValue, int.MinValue, int.MinValue)]
    [InlineData(2024, int.MinValue, 1)]
    [InlineData(2024, 1, int.MinValue)]
    public void A_date_beyond_them_is_left_to_the_long_way(int year, int month, int day)
    {
        Assert.False(CivilDate.TryToDays(year, month, day, out int days));
        Assert.Equal(0, days);
    }
}
