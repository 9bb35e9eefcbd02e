"""A review from a file: every problem at once, and what was written is in no message, since it may be what a client said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from fama_cli.casebook.errors import ReferenceRefused
from fama_cli.casebook.model import Intervention, Place, Review
from fama_cli.casebook.reference import checked_reference
from fama_cli.catalogue.written import WrittenMap
from fama_cli.cli.casebook import checked_initials
from fama_cli.errors import NotUnderstood
from fama_cli.practice.walk import day_typed
from fama_cli.record import record
from fama_cli.recording.profile import Profile
from fama_cli.recording.worksheet import understood_word
from fama_cli.records.reviews import all_open_on, cannot_begin, cannot_end, open_on
from fama_cli.text import closest, listed, visible

REVIEW, INTERVENTION = "review", "intervention"
_FEW = 5
"""Names that are listed in a sentence."""
_FIELDS: Mapping[str, Sequence[str]] = {REVIEW: ("on", "worker"), INTERVENTION: ("started", "place", "episode", "ended")}


@record
class Given:
    """What a file says. What it left out is None."""

    on: date
    worker: str
    said: Mapping[str, bool]
    started: date | None = None
    place: Place | None = None
    episode: str | None = None
    ended: date | None = None

    def opened(self) -> Intervention:
        """The recovery support that this opens, as it is kept."""
        return Intervention(
            id=0, started_on=self.started or self.on, ended_on=self.ended, place=self.place or Place.OUTSIDE, episode=self.episode,
            worker=self.worker,
        )  # fmt: skip


class ReviewFile:
    """Reads what was written, and remembers what is wrong."""

    def __init__(self, written: Mapping[str, object], profile: Profile, *, today: date, worker: str) -> None:
        self.problems: list[str] = []
        self._today = today
        names = {each.name.casefold(): each.name for each in profile.answers}
        said: dict[str, bool] = {}
        met: set[str] = set()
        for key, value in written.items():
            name = names.get(key.casefold())
            if key in _FIELDS:
                continue
            if name is None:
                self.problems.append(_unknown(written, key, f"in {profile.id}", [*names.values(), *_FIELDS]))
                continue
            if name in met:
                self.problems.append(f"`{name}` is there twice")
            met.add(name)
            try:
                answer = understood_word(profile, value)
            except ValueError:
                self.problems.append(f"`{name}`: yes, no or not stated was expected")
            else:
                said |= {} if answer is None else {name: answer}
        review, held = (self._block(written, name) for name in (REVIEW, INTERVENTION))
        self.given = Given(
            on=self._day(review, "on") or today,
            worker=self._worker(review) or worker,
            said=said,
            started=self._day(held, "started"),
            place=self._place(held),
            episode=self._episode(held),
            ended=self._day(held, "ended"),
        )

    def check(self, interventions: Sequence[Intervention], reviews: Sequence[Review]) -> None:
        """Add what is wrong with the days, beside what is held already."""
        given = self.given
        support, meant = open_on(interventions, given.on), self.meant(interventions)
        if support:
            if not meant:
                began, told = support.started_on.isoformat(), [f"`{name}`" for name in self._others(support)]
                self.problems.append(f"`{INTERVENTION}`: recovery support is open since {began}, with another {listed(told)}")
        elif not self.problems:
            needed = [f"`{name}`" for name in ("started", "place") if not getattr(given, name)]
            if needed:
                self.problems.append(
                    f"`{INTERVENTION}`: no recovery support is open on the day of the review, so it needs {listed(needed)}"
                )
            elif given.started and (why := cannot_begin(interventions, given.started, given.on, self._today)):
                self.problems.append(f"`started`: {why}")
        ending = meant if support else [given.opened()] if given.started else []
        if given.ended and ending and (why := cannot_end(ending, interventions, reviews, given.ended, given.on, self._today)):
            self.problems.append(f"`ended`: {why}")

    def meant(self, interventions: Sequence[Intervention]) -> Sequence[Intervention]:
        """What was open on the day; where several were, those alone that the file tells apart, by when they started, say."""
        # The same again is no contradiction: a file may be put right and sent once more.
        return [each for each in all_open_on(interventions, self.given.on) if not self._others(each)]

    def _others(self, support: Intervention) -> Sequence[str]:
        """The fields that the file has otherwise."""
        kept = {"started": support.started_on, "place": support.place, "episode": support.episode}
        return [name for name, held in kept.items() if getattr(self.given, name) not in {None, held}]

    def _block(self, written: Mapping[str, object], name: str) -> Mapping[str, object]:
        value = written.get(name, {})
        if not isinstance(value, Mapping):
            fields = listed([f"`{each}`" for each in _FIELDS[name]])
            self.problems.append(f"`{name}`: expected {fields}, each on its line")
            return {}
        for key in value:
            if key not in _FIELDS[name]:
                self.problems.append(_unknown(value, key, f"in `{name}`", _FIELDS[name]))
        return value

    def _day(self, block: Mapping[str, object], name: str) -> date | None:
        if block.get(name) is None:
            return None
        found = day_typed(str(block[name]), today=self._today, coming=False)
        if found is None or found > self._today:
            self.problems.append(f"`{name}`: a day that has been was expected, such as 2026-11-20")
            return None
        return found

    def _worker(self, block: Mapping[str, object]) -> str:
        try:
            return checked_initials(str(block["worker"])) if block.get("worker") is not None else ""
        except NotUnderstood as wrong:
            self.problems.append(f"`worker`: {wrong.message}")
            return ""

    def _place(self, block: Mapping[str, object]) -> Place | None:
        if block.get("place") is None:
            return None
        try:
            return Place(str(block["place"]).strip().casefold())
        except ValueError:
            self.problems.append(f"`place`: {listed([each.value for each in Place], 'or')} was expected")
            return None

    def _episode(self, block: Mapping[str, object]) -> str | None:
        if block.get("episode") is None:
            return None
        try:
            return checked_episode(str(block["episode"]))
        except NotUnderstood as wrong:
            self.problems.append(f"`episode`: {wrong.message}")
            return None


def _unknown(written: Mapping[str, object], key: str, where: str, known: Sequence[str]) -> str:
    """That a field is not known. What was typed is repeated only where it is one word, and near to a name: it may be of a client."""
    near = closest(key, known)
    if near and len(key.split()) == 1:
        return f"there is no field called `{visible(key)}` {where}: did you mean `{near}`?"
    line = f"line {written.keys_at[key].line}: " if isinstance(written, WrittenMap) else ""
    fields = f": did you mean `{near}`?" if near else f": it has {listed([f'`{each}`' for each in known])}" if len(known) < _FEW else ""
    return f"{line}there is no such field {where}{fields}"


def checked_episode(typed: str) -> str:
    """A number of an episode, when it does not say who the client is. Raises NotUnderstood."""
    try:
        return checked_reference(typed)
    except ReferenceRefused as refused:
        said = refused.message.replace("A reference", "A number of an episode")
        raise NotUnderstood(said, hint="Use the number that your case system has for it, such as 1 or E-20") from None
