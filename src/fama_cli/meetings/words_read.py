"""Reads plain words for when a meeting takes place. What cannot be read for certain is not guessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from functools import lru_cache
from itertools import takewhile

from fama_cli.directory.clock import SPAN, hours_in
from fama_cli.meetings.days import next_day
from fama_cli.meetings.pattern import Every, Pattern, monthly, on_dates, weekly
from fama_cli.meetings.words_tokens import Token, Unclear, tokens_of
from fama_cli.record import changed, record


@record
class When:
    """What some words say. Where they cannot be read for certain there is a problem, and the rest is None."""

    pattern: Pattern | None = None
    """None without a problem is by arrangement."""
    at: int | None = None
    """Minutes after midnight. None is not stated."""
    until: int | None = None
    """Earlier than `at` where it is after midnight."""
    problem: str = ""
    """A sentence without a full stop."""


def pattern_in(words: str) -> When | None:
    """The one meeting that `words` name. None where they say nothing of when; a problem where they name several."""
    found = patterns_in(words)
    if len(found) > 1:
        return When(problem=f"These words name {len(found)} meetings, and one was expected")
    return found[0] if found else None


@lru_cache(maxsize=16384)
def patterns_in(words: str) -> tuple[When, ...]:
    """Each meeting that `words` name: "Tuesdays and Thursdays, 7pm" is two, and "Mon-Fri 1pm" five. None where they say nothing of when.

    One problem, and nothing else, where any of the words cannot be read for certain.
    """
    if len(words) > _LONGEST:
        return (When(problem="That is too long to be a day and a time"),)
    try:
        tokens = list(tokens_of(words))
        if all(token.kind in _SAYS_NOTHING for token in tokens):
            return ()
        return tuple(when for group in _groups(tokens) for when in group.whens())
    except Unclear as unclear:
        return (When(problem=str(unclear)),)


_SAYS_NOTHING = ("joiner", "part", "day", "every", "ordinal", "other")
"""By themselves these name no day and no time: "St Mary's hall", "First Step day centre"."""

_LONGEST = 500
"""Characters."""


class _Group:
    """Some days and their times."""

    def __init__(self) -> None:
        self.weekly: list[int] = []
        self.monthly: list[Pattern] = []
        self.month_days: list[int] = []
        self.ordinals: list[int] = []
        self.dates: list[date] = []
        self.times: list[tuple[int, int | None]] = []
        self.weeks = self.months = 1
        self.of_month = self.arranged = self.every = False
        self.starts: date | None = None
        self.ends: date | None = None
        self.latest: tuple[int, ...] = ()
        """The weekdays that were named last, which may be those of a date."""
        self.part = ""
        self.doubt = ""
        """Unless the words go on to say "of the month"."""

    @property
    def has_days(self) -> bool:
        return bool(self.weekly or self.monthly or self.month_days or self.ordinals or self.dates or self.arranged)

    def add_weekdays(self, token: Token) -> None:
        if not self.ordinals:
            if self.monthly and not self.every:
                raise Unclear(f'"{token.says}" may be every week, or only some weeks of the month')
            self.weekly += [weekday for weekday in token.value if weekday not in self.weekly]
            return
        nth = self.ordinals[0]
        if len(token.value) > 1 or any(not -1 <= each <= 5 for each in self.ordinals):
            raise Unclear(f'It is not certain which days of the month "{token.says}" is')
        if self.every and len(self.ordinals) == 1 and nth > 1:
            self.doubt = f'It is not certain whether "{token.says}" is once a month, or every {nth} weeks'
        self.monthly.append(monthly(token.value[0], *self.ordinals))
        self.ordinals, self.every = [], False

    def add_time(self, token: Token) -> None:
        if token.match is None:
            return
        hours = hours_in(token.match)
        if hours is None or not hours.certain:
            half = _HALVES.get((self.part, int(token.match["hour1"] or 0)))
            surer = SPAN.fullmatch(f"{token.says}{half}") if half else None
            hours = hours_in(surer) if surer else None
            says = f"{token.says}{half}"
        else:
            says = token.says
        if hours is None or not hours.certain:
            raise Unclear(f'"{token.says}" may be the morning or the evening')
        if hours.says.strip() != says.strip():
            raise Unclear(f'It is not certain when "{token.says}" ends')
        at = _minutes(hours.at)
        if (self.part == "morning" and at >= 720) or (self.part in ("afternoon", "evening") and at < 720):
            raise Unclear(f'"{token.says}" is not in the {self.part}')
        self.times.append((at, None if hours.until is None else _minutes(hours.until)))

    def whens(self) -> Sequence[When]:
        patterns: Sequence[Pattern | None] = self._patterns()
        times: Sequence[tuple[int | None, int | None]] = self.times or [(None, None)]
        return [When(pattern=pattern, at=at, until=until) for pattern in patterns for at, until in times]

    def _patterns(self) -> Sequence[Pattern | None]:
        if self.arranged:
            if self.weekly or self.monthly or self.month_days or self.ordinals or self.dates or self.weeks > 1 or self.of_month:
                raise Unclear(_DAY_OR_ARRANGED)
            return [None]
        self._settle_ordinals()
        if self.doubt and not self.of_month:
            raise Unclear(self.doubt)
        if self.starts and self.ends and self.ends < self.starts:
            raise Unclear("It ends before it starts")
        if self.dates:
            return [self._on_dates()]
        if self.weeks > 1:
            return [self._some_weeks()]
        if self.of_month and not (self.monthly or self.month_days):
            raise Unclear("It does not say which week of the month")
        found: list[Pattern] = [weekly(weekday) for weekday in self.weekly]
        if self.months > 1 and found:
            raise Unclear("It does not say which week of the month")
        found += self.monthly
        if self.month_days:
            found.append(Pattern(every=Every.MONTH_DAY, month_days=monthly(0, *self.month_days).weeks))
        if not found:
            raise Unclear("It does not say which day")
        return [self._counted(self._within(changed(pattern, interval=self.months) if self.months > 1 else pattern)) for pattern in found]

    def _settle_ordinals(self) -> None:
        """ "15th" is of every month, where the words say so."""
        if not self.ordinals:
            return
        if self.weekly or not self.of_month:
            raise Unclear("It is not certain which days of the month these are")
        self.month_days += self.ordinals
        self.ordinals = []
        if any(not -1 <= number <= 31 or number == 0 for number in self.month_days):
            raise Unclear("A month has 31 days at most")

    def _on_dates(self) -> Pattern:
        if self.monthly or self.month_days or self.of_month or self.weeks > 1 or self.every or self.starts or self.ends:
            raise Unclear("It is not certain whether it is on the dates alone, or comes round again")
        if self.weekly and (len(self.weekly) > 1 or any(day.weekday() != self.weekly[0] for day in self.dates)):
            raise Unclear(_NOT_THE_SAME)
        return on_dates(*self.dates)

    def _some_weeks(self) -> Pattern:
        if self.monthly or self.month_days or self.of_month or len(self.weekly) > 1:
            raise Unclear("It is not certain which weeks these are")
        if not self.weekly and self.starts is None:
            raise Unclear("It does not say which day of the week")
        weekday = self.weekly[0] if self.weekly or self.starts is None else self.starts.weekday()
        return self._counted(self._within(Pattern(every=Every.WEEK, weekday=weekday, interval=self.weeks)))

    def _within(self, pattern: Pattern) -> Pattern:
        return pattern if self.starts is None and self.ends is None else changed(pattern, starts=self.starts, ends=self.ends)

    def _counted(self, pattern: Pattern) -> Pattern:
        """From the first day itself: "every other Tuesday from" a Thursday may be the week after, or the one after that."""
        if pattern.interval > 1 and pattern.starts is not None and next_day(changed(pattern, ends=None), pattern.starts) != pattern.starts:
            raise Unclear("The day that it starts is not one of its days, so it is not certain which it counts from")
        return pattern


_HALVES = {
    **{("morning", hour): "am" for hour in range(5, 12)},
    **{("afternoon", hour): "pm" for hour in range(1, 7)},
    **{(part, hour): "pm" for part in ("evening", "night") for hour in range(5, 12)},
}
"""Part of the day and hour -> am or pm. Other hours, such as 12 at night, are not certain."""


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _groups(tokens: Sequence[Token]) -> Sequence[_Group]:
    """The tokens in groups: "Mondays 1pm, Tuesdays and Fridays 7pm" is two. Raises Unclear."""
    groups = [_Group()]
    time_first = next((token.kind == "time" for token in tokens if token.kind in (*_DAYS, "time")), False)
    for place, token in enumerate(tokens):
        group, said = groups[-1], [each.kind for each in tokens[:place] if each.kind not in ("joiner", "part")]
        before = said[-1] if said else ""
        bound = token.kind == "date" and (
            before in ("begins", "finishes") or said[-2:] in (["begins", "weekdays"], ["finishes", "weekdays"])
        )
        bound = bound or (token.kind == "weekdays" and before in ("begins", "finishes"))
        if token.kind == "other":
            rest = takewhile(lambda each: each.kind in ("other", "joiner"), tokens[place:])
            raise Unclear(f'"{"".join(each.says for each in rest).strip(_AROUND)}" could not be read as a day or a time')
        if group.times and group.has_days and not bound and _begins_group(tokens, place, time_first):
            groups.append(group := _Group())
        _add(group, token, before, said)
    if len(groups) > 1 and any(group.arranged for group in groups):
        raise Unclear(_DAY_OR_ARRANGED)
    if len(groups) > 1 and any(group.ordinals for group in groups):
        # "Friday 7pm, last of the month" is the last Friday, and not the last day.
        raise Unclear("It is not certain which days of the month these are")
    return groups


_DAY_OR_ARRANGED = "It is not certain whether it has a day, or is by arrangement"
_NOT_THE_SAME = "The day of the week and the date are not the same day"
_AROUND = " ,;:@&+()/.–—-"
_DAYS = ("weekdays", "ordinal", "date", "arranged")


def _begins_group(tokens: Sequence[Token], place: int, time_first: bool) -> bool:
    if time_first:
        return tokens[place].kind == "time"
    if tokens[place].kind not in (*_DAYS, "every", "weeks"):
        return False
    # "7pm, every other Tuesday": what stands right before a day goes with it.
    following = next((each for each in tokens[place:] if each.kind not in ("every", "weeks") and not _joins(each)), None)
    return following is not None and following.kind in _DAYS


def _joins(token: Token) -> bool:
    return token.kind == "joiner" and not set(",;") & set(token.says)


def _add(group: _Group, token: Token, before: str, said: Sequence[str]) -> None:
    """Raises Unclear."""
    if token.kind == "weekdays":
        if before not in ("begins", "finishes"):
            group.add_weekdays(token)
        group.latest = token.value
    elif token.kind == "date":
        bound = before if before in ("begins", "finishes") else said[-2] if said[-2:-1] and before == "weekdays" else ""
        if bound in ("begins", "finishes") and before == "weekdays" and (token.days[0].weekday(),) != group.latest:
            raise Unclear(_NOT_THE_SAME)
        if bound == "begins":
            group.starts = token.days[0]
        elif bound == "finishes":
            group.ends = token.days[-1]
        else:
            group.dates += token.days
    elif token.kind == "ordinal":
        group.ordinals += token.value
    elif token.kind == "day" and group.ordinals:
        group.month_days += group.ordinals
        group.ordinals = []
    elif token.kind == "time":
        group.add_time(token)
    elif token.kind == "part":
        part = token.says.lower().removesuffix("s")
        if group.part not in ("", part):
            raise Unclear(f"It is not certain which day is in the {group.part} and which in the {part}")
        group.part = part
    elif token.kind == "weeks":
        group.weeks = token.value[0]
    elif token.kind == "months":
        group.months, group.of_month = token.value[0], True
    elif token.kind == "month":
        group.of_month = True
    elif token.kind == "every":
        group.every = True
    elif token.kind == "arranged":
        group.arranged = True
    elif token.kind == "twice":
        raise Unclear(f'"{token.says}" may mean two things')
