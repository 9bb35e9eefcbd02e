"""The worksheet of a review: what is asked, what the contacts suggest, and what an answer becomes. Nothing is filled in by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fama_cli.casebook.model import Contact, Place
from fama_cli.practice.model import AnswerKind, Choice, Practice, Script, Step, StepKind
from fama_cli.practice.walk import NO, YES, Answer, Answers, State
from fama_cli.record import record
from fama_cli.recording.profile import Field, Profile
from fama_cli.records.reviews import PLACES, Meaning

PLACE, GOES_ON = ":place", ":goes-on"
"""Steps that are about the intervention. No heading of a column begins with a colon."""
NOT_STATED = "not stated"


@record
class Row:
    """One field of the worksheet."""

    field: Field
    suggests: bool
    """Whether the contacts suggest yes. They never suggest no."""
    why: tuple[str, ...]
    """The contacts that the suggestion rests on, in sentences."""


def meaning_of(profile: Profile) -> Meaning:
    sheet = profile.worksheet
    if sheet is None:
        return Meaning(informs=frozenset(), supports=frozenset(), treats={})
    treats = {name: frozenset(scripts) for name, scripts in sheet.treats.items()}
    return Meaning(informs=frozenset(sheet.informs), supports=frozenset(sheet.supports), treats=treats)


def aid_of(profile: Profile) -> Sequence[str]:
    """The decision aid, a sentence each, with its source in words."""
    titles = {each.address: each.title for each in profile.sources}
    said = profile.worksheet.aid if profile.worksheet else ()
    return tuple(f"{each.says} ({titles.get(each.source, each.source)})" for each in said)


def not_counted(profile: Profile, contacts: Sequence[Contact], practice: Practice) -> str:
    """That contacts stand behind no field of the profile, in a sentence with what they were. Nothing where there are none."""
    if not contacts:
        return ""
    titles = {script.id: script.title for script in practice.scripts}
    informs = profile.worksheet.informs if profile.worksheet else ()
    # Each script once, however often it was gone through.
    scripts = dict.fromkeys(each.script for each in contacts)
    what = "; ".join(f"{titles.get(each, each)}{', information only' if each in informs else ''}" for each in scripts)
    are = "contact is" if len(contacts) == 1 else "contacts are"
    return f"{len(contacts):,} {are} of no kind that {profile.id} counts: {what}."


def script_of(profile: Profile, rows: Sequence[Row], *, begins: bool, may_end: bool) -> Script:
    """The worksheet as steps: where recovery support stands, where it `begins`; each field; and whether it goes on."""
    aid = " ".join(aid_of(profile))
    steps = [_place()] if begins else []
    steps += [_step(row, aid if row.field.counts else "") for row in rows]
    steps += [_goes_on()] if may_end else []
    return Script(id="review", title="Review of recovery support", version=1, purpose=profile.caution, steps=tuple(steps))


def _goes_on() -> Step:
    title, about = "Does recovery support go on after this review?", "If not, it ends on the day of this review."
    return Step(id=GOES_ON, kind=StepKind.ASK, title=title, help=about, answer=AnswerKind.YES_NO, required=True)


def _place() -> Step:
    choices = tuple(Choice(id=place, says=f"{words[:1].upper()}{words[1:]}") for place, words in PLACES.items())
    title = "Where does recovery support stand to structured treatment?"
    return Step(id=PLACE, kind=StepKind.ASK, title=title, answer=AnswerKind.ONE, choices=choices, required=True)


def _step(row: Row, aid: str) -> Step:
    title = f"{row.field.says} ({row.field.name})"
    return Step(id=row.field.name, kind=StepKind.ASK, title=title, points=row.why, help=aid or None, answer=AnswerKind.YES_NO)


def said_in(profile: Profile, answers: Answers) -> Mapping[str, bool]:
    """Field -> yes or no. What was skipped or not asked is not stated, and not in it."""
    given = {each.name: answers.get(each.name, Answer(state=State.SKIPPED)).values for each in profile.answers}
    return {name: values[0] == YES for name, values in given.items() if values}


def answers_of(profile: Profile, said: Mapping[str, bool]) -> Answers:
    """What a review said before, as answers to change."""
    return {
        each.name: Answer(state=State.ANSWERED, values=(YES if said[each.name] else NO,))
        if each.name in said
        else Answer(state=State.NOT_ASKED)
        for each in profile.answers
    }


def place_in(answers: Answers) -> Place | None:
    given = answers.get(PLACE)
    return Place(given.values[0]) if given and given.values else None


def ends_in(answers: Answers) -> bool:
    return GOES_ON in answers and answers[GOES_ON].values == (NO,)


def word_of(said: bool | None) -> str:
    return NOT_STATED if said is None else "yes" if said else "no"


def understood_word(profile: Profile, typed: object) -> bool | None:
    """Yes, no, or None for not stated. Raises ValueError for anything else."""
    words = str(typed).strip().casefold().replace("-", " ") if isinstance(typed, str) or typed is None else "?"
    if typed is None or words in {"", NOT_STATED, "not asked", "skip", "x", *_small(profile.words.missing)}:
        return None
    if words in {"yes", "y", *_small(profile.words.yes)}:
        return True
    if words in {"no", "n", *_small(profile.words.no)}:
        return False
    raise ValueError


def _small(words: Sequence[str]) -> set[str]:
    return {each.casefold() for each in words}
