"""Looking in the imported meetings in the middle of a walk: where, when, and the number of the one that was chosen."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from fama_cli.cli.meetings_to_choose import Meetings, NoSuchPlace, Offer, Offered, Wanted, When, when_typed
from fama_cli.cli.prompts import line
from fama_cli.cli.screen import fresh_screen
from fama_cli.cli.telling import tell, tell_problem, wrapped
from fama_cli.cli.walk_commands import Command, Left, command_beside_words
from fama_cli.errors import FileProblem, NotUnderstood
from fama_cli.practice.walk import LONGEST_NUMBER
from fama_cli.record import changed
from fama_cli.text import counted, ended, listed

if TYPE_CHECKING:
    from fama_cli.meetings.shown import ListedMeeting

LOOK = ("m", "meetings")
"""Opens the search, at the question which meeting."""
ALL, MORE, ONLINE = "all", "more", "online"
IN_THEM = "b back, s skip, x not asked, c concern, ? help, q stop"
_LOOK_AGAIN = (
    "Or type another place or day, online, or a word of its name, to look again. Enter alone goes back to typing a meeting in words."
)
_HELP = (
    "Only the lists that were imported are looked in, on this computer. What you type to say where is not kept anywhere. Where none "
    "is near, look online: type online. A meeting that is chosen is kept in words, and you can go back and change it."
)


class ChoosingMeetings:
    """One look in the meetings. `worry` is asked what can be said to a concern, and whether there was anything."""

    def __init__(self, meetings: Meetings, worry: Callable[[str], bool], *, aside: bool) -> None:
        self._meetings = meetings
        self._worry = worry
        self._aside = aside

    def chosen(self, groups: Sequence[str]) -> str | Command:
        """The words of the meeting that was chosen, of these groups or of any; empty when none was. Or a command to leave the
        question with: SKIP or NOT_ASKED. Raises Left."""
        wanted = Wanted(fellowships=tuple(groups))
        asks = (self._where, self._when, self._which)
        place = 0
        try:
            while place >= 0:
                got = asks[place](wanted)
                if got is Command.BACK:
                    place -= 1
                elif isinstance(got, Wanted):
                    wanted, place = got, place + 1
                else:
                    return got
        except FileProblem as problem:
            tell_problem(problem)
        return ""

    def _where(self, wanted: Wanted) -> Wanted | Command:
        def ask() -> None:
            tell("Near where? A postcode, its first half or a town. Enter for anywhere.", bold=True)
            tell(f"It is not kept. {IN_THEM}")

        self._turn()
        ask()
        while True:
            typed = self._typed(ask)
            if isinstance(typed, Command):
                return typed
            try:
                return self._near(wanted, typed)
            except NoSuchPlace as missing:
                tell(f"{missing.message}. {ended(missing.hint)} Enter is for anywhere.")

    def _near(self, wanted: Wanted, typed: str) -> Wanted:
        """As `wanted`, in that place; nothing typed is anywhere. Raises NoSuchPlace."""
        if not typed or typed.casefold() == ONLINE:
            return changed(wanted, spot=None, online=bool(typed))
        return changed(wanted, spot=self._meetings.spot(typed), online=False)

    def _when(self, wanted: Wanted) -> Wanted | Command:
        def ask() -> None:
            tell("Which days? Such as tue, mon-fri or today. Enter for the next 7 days.", bold=True)
            tell(f"Or any. {IN_THEM}")

        tell("")
        ask()
        while True:
            typed = self._typed(ask)
            if isinstance(typed, Command):
                return typed
            try:
                return changed(wanted, when=when_typed(typed), words="")
            except NotUnderstood as wrong:
                tell_problem(wrong)

    def _is_sure(self, chosen: Offered) -> bool:
        """Whether it is to be chosen for all that there is to make sure of: the words that are kept do not say it."""
        meeting = chosen.meeting
        unsure = [*meeting.cautions, *([meeting.checked_says] if meeting.old else [])]
        for each in unsure:
            tell(ended(each), "Make sure: ")
        return not unsure or line("Press Enter to choose it, or type b to look again").casefold() not in {"b", "back"}

    def _which(self, wanted: Wanted) -> str | Command:
        offer, first = self._meetings.search(wanted), 0
        shown = self._show(offer, wanted, first)
        while True:
            typed = self._typed(lambda: None)
            if isinstance(typed, Command) or not typed:
                return typed
            if typed.isdecimal() and len(typed) <= LONGEST_NUMBER:
                if 1 <= int(typed) <= len(offer.meetings):
                    chosen = offer.meetings[int(typed) - 1]
                    if self._is_sure(chosen):
                        return chosen.words
                    shown = self._show(offer, wanted, first)
                    continue
                tell(f"There are {counted(len(offer.meetings), 'meeting')} in the list. Type one of the numbers.")
            elif typed.casefold() == MORE and len(offer.meetings) > shown:
                first = (first + shown) % len(offer.meetings)
                shown = self._show(offer, wanted, first)
            else:
                again = self._again(wanted, typed)
                found = again and self._meetings.search(again)
                if again and found and (found.meetings or not offer.meetings):
                    wanted, offer, first = again, found, 0
                    shown = self._show(offer, wanted, first)
                elif again:
                    tell("No meeting fits that. The list is as it was.")

    def _again(self, wanted: Wanted, typed: str) -> Wanted | None:
        """What was typed under the list, as days, a place or words. None where it is a place that nobody knows."""
        if typed.casefold() == ALL:
            return changed(wanted, fellowships=(), words="")
        try:
            return changed(wanted, when=when_typed(typed), words="")
        except NotUnderstood:
            pass
        try:
            return changed(self._near(wanted, typed), words="")
        except NoSuchPlace as missing:
            if not any(map(str.isdigit, typed)):
                return changed(wanted, words=typed)
            tell_problem(missing)
            return None

    def _typed(self, ask: Callable[[], None]) -> str | Command:
        """An answer, or a command that leaves the question. Raises Left."""
        while True:
            typed = line("Answer")
            command = command_beside_words(typed)
            if command is Command.STOP:
                raise Left
            if command is Command.HELP:
                tell(_HELP)
            elif command is Command.CONCERN:
                self._worry("")
                ask()
            else:
                return command or typed

    def _turn(self) -> None:
        fresh_screen() if self._aside else tell("")

    def _show(self, offer: Offer, wanted: Wanted, first: int) -> int:
        """Meetings from the one in that place on, as many as the screen has room for. How many there are."""
        self._turn()
        tell(self._headline(offer, wanted), bold=True)
        shown = offer.meetings[first : first + self._room(offer.meetings[first:])]
        for number, each in enumerate(shown, start=first + 1):
            for place, (words, start) in enumerate(_lines(number, each.meeting)):
                tell(words, start, bold=place == 0)
        if len(shown) < len(offer.meetings):
            tell(f"These are {first + 1} to {first + len(shown)} of {len(offer.meetings)}. Type {MORE} to see others.")
        tell(f"{'Type a number to choose. ' if offer.meetings else ''}{_LOOK_AGAIN}")
        tell(IN_THEM)
        return len(shown)

    def _room(self, meetings: Sequence[Offered]) -> int:
        """How many of these fit on a screen of its own, at least 1: what has left it cannot be seen again."""
        if not self._aside:
            return len(meetings)
        left = shutil.get_terminal_size().lines - _AROUND
        for number, each in enumerate(meetings):
            left -= sum(len(wrapped(words, start)) for words, start in _lines(number, each.meeting))
            if left < 0:
                return max(number, 1)
        return len(meetings)

    def _headline(self, offer: Offer, wanted: Wanted) -> str:
        names = self._meetings.names()
        of = f" of {listed([names.get(each, each) for each in wanted.fellowships], 'or')}" if wanted.fellowships else ""
        near = f" within {offer.within.removesuffix('mi')} miles" if offer.within else ""
        if not offer.meetings:
            placed = f" {counted(offer.without_place, 'meeting')} that may fit cannot be placed." if offer.without_place else ""
            every = f" Type {ALL} for those of every group." if of else ""
            days = " Type any for any day." if wanted.when != When() else ""
            return f"There is no meeting{of}{near} in the lists that were imported.{placed}{every}{days}"
        count = len(offer.meetings)
        said = f"The next {count} of {counted(offer.total, 'meeting')}" if offer.total > count else counted(count, "meeting")
        later = "None in the next 7 days. Later: " if offer.later else ""
        if offer.online_instead:
            return f"There is no meeting{of}{near}. Online: {later}{said}."
        return f"{later}{said}{of}{near}.{_how_exactly(wanted)}"


def _how_exactly(wanted: Wanted) -> str:
    from fama_cli.meetings.places.spot import Exactness

    middle = {Exactness.OUTCODE: "the meetings in that first half of a postcode", Exactness.PLACE: "the meetings in that town"}
    of = middle.get(wanted.spot.exactness) if wanted.spot else None
    return f" How far is from the middle of {of}." if of else ""


_AROUND = 9
"""Lines on the screen above and below the meetings, at most."""


def _lines(number: int, each: ListedMeeting) -> Iterator[tuple[str, str]]:
    """A meeting to choose, as words and what stands before them."""
    under = " " * 5
    yield f"{each.next if each.next_on else 'Ask which day'}. {each.name}", f"{number:>3}  "
    yield f"{each.fellowship_name}. {each.when}.", under
    if each.where and each.attendance != "online":
        yield f"{'. '.join(filter(None, (each.where, _capital(each.distance))))}.", under
    if each.attendance in {"online", "hybrid"} or each.online_url:
        joined = " or ".join(filter(None, (each.online_url, each.online_phone)))
        yield f"Online{f': {joined}' if joined else '. How to join is not stated'}", under
    access = "" if each.attendance == "online" else f" {_step_free(each)}."
    yield f"{each.welcome_says}.{access}", under
    if also := [*each.languages, *(words for words in each.yes if words != "step-free")]:
        yield f"Also: {', '.join(also)}.", under
    for caution in each.cautions:
        yield ended(caution), under
    yield ended(each.checked_says), under


def _step_free(each: ListedMeeting) -> str:
    if "step-free" in each.yes:
        return "Step-free"
    return "Not step-free" if "step-free" in each.no else "Whether it is step-free is not stated"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
