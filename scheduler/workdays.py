"""Working days of a unit: Vietnam's public holidays, and the unit's own days on top of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from scheduler.periods import PeriodError

_DAY = timedelta(days=1)
_SATURDAY = 5
# Tết with its weekends is nine days: a search this long means the overrides leave no working day.
_LONGEST_BREAK = 60
# Exchanges for civil servants that the library does not know: Friday 2/1/2026 was worked on Saturday
# 10/1/2026 (agreed by the government on 25/12/2025).
_ANNOUNCED = {date(2026, 1, 2): False, date(2026, 1, 10): True}


@dataclass(frozen=True, slots=True)
class Workdays:
    """Which days are worked.

    `overrides` are the unit's own days: True a day worked (a Saturday made up), False a day off. They win
    over all else: the library computes the years the government has not decided yet.
    """

    overrides: Mapping[date, bool] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        said = self.overrides.get(day, _ANNOUNCED.get(day))
        if said is not None:
            return said
        days_off, made_up = _public_days(day.year)
        return day in made_up or (day.weekday() < _SATURDAY and day not in days_off)

    def same_or_before(self, day: date) -> date:
        """`day` if it is worked, else the working day before it."""
        return self._seek(day, -_DAY)

    def same_or_after(self, day: date) -> date:
        """`day` if it is worked, else the next working day."""
        return self._seek(day, _DAY)

    def shift(self, day: date, count: int) -> date:
        """The count-th working day strictly after `day` (before it when negative); 0 is `day` itself."""
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            day = self._seek(day + step, step)
        return day

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """The working days from `first` to `last`, both included."""
        days = (first + n * _DAY for n in range((last - first).days + 1))
        return tuple(day for day in days if self.is_workday(day))

    def _seek(self, day: date, step: timedelta) -> date:
        for n in range(_LONGEST_BREAK):
            if self.is_workday(day + n * step):
                return day + n * step
        raise PeriodError(f"no working day within {_LONGEST_BREAK} days of {day}")


@lru_cache(maxsize=8)
def _public_days(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Public holidays of the year with their in-lieu days, and the weekend days worked in exchange.

    The library has one category for VN, `public`: Labour Code 2019, điều 112, in-lieu days, and the
    exchanges announced for civil servants, those over New Year too (31/12/2018 for 5/1/2019).
    """
    import holidays

    vietnam = holidays.country_holidays("VN", years=year)
    return frozenset(vietnam), frozenset(vietnam.weekend_workdays)
