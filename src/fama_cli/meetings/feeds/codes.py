"""What the types of a Meeting Guide list say, in one fellowship. A code of another fellowship may mean something else."""

from __future__ import annotations

from typing import NamedTuple

from fama_cli.meetings.feeds.problems import FellowshipNotStated
from fama_cli.meetings.model import Attendance, Feature
from fama_cli.meetings.reading import Asked, Finding, Notice, Severity
from fama_cli.meetings.vocabulary import Code, Vocabulary
from fama_cli.text import folded

UNKNOWN_CODE = Notice(
    "unknown-code",
    Severity.NOTED,
    "This code is not one that the fellowship uses, so nothing was read from it",
    "Use the codes of the fellowship, or ask the people who keep the list what it means",
)
NO_CODES = Notice(
    "codes-not-known",
    Severity.NOTED,
    "What the codes of this fellowship mean is not known here, so nothing was read from them",
    "Add the codes to `meeting_codes` in a data file of your own",
)
BOTH_WELCOMES = Notice(
    "open-and-members-only",
    Severity.CHANGED,
    "It says both that anyone may come and that only members may, so neither was kept",
    "Say one of the two",
)

_PLAIN_WORDS = frozenset({"lgbtq", "lgbtqia", "lgbtqiaa", "childfriendly", "childrenwelcome"})
_SAY_MORE = frozenset({Feature.LGBTQ, Feature.CHILD_FRIENDLY})
"""Features that several codes share: "Lesbian" says more than LGBTQ+, so its word is kept as well."""


class Said(NamedTuple):
    """What the types of one meeting say."""

    values: dict[str, object]
    """Fields of a `Meeting` that have a value: yes, welcome, languages, kinds and codes."""
    attendance: Attendance | None
    shut: bool
    """Its venue is shut for the time being."""
    findings: tuple[Finding, ...]


class Codes:
    """The codes of one fellowship in one format."""

    def __init__(self, vocabulary: Vocabulary, form: str, fellowship: str) -> None:
        tables = [table for table in vocabulary.meeting_codes if table.format == form and fellowship in table.fellowships]
        self.known = bool(tables)
        self._by_code: dict[str, Code] = {code.code: code for table in tables for code in table.codes}
        self._by_word = {folded(word): code for table in tables for code in table.codes for word in (code.says, *code.words)}
        self._said: dict[tuple[str, ...], Said] = {}
        self.nothing = self._read(())

    def said(self, types: tuple[str, ...]) -> Said:
        """What `types` say: each a code, or the words for one. Codes are told apart by capitals too, words are not."""
        found = self._said.get(types)
        if found is None:
            if len(self._said) > _MOST_KEPT:
                self._said.clear()
            found = self._said[types] = self._read(types)
        return found

    def _read(self, types: tuple[str, ...]) -> Said:
        if types and not self.known:
            return Said({"codes": types}, None, False, (Finding("types", NO_CODES, ", ".join(types)[:60]),))
        read = [(each, self._by_code.get(each) or self._by_word.get(folded(each))) for each in types]
        known = [code for _, code in read if code]
        findings = [Finding("types", UNKNOWN_CODE, each[:60]) for each, code in read if code is None]
        welcomes = {code.welcome for code in known if code.welcome}
        if len(welcomes) > 1:
            findings.append(Finding("types", BOTH_WELCOMES, ", ".join(types)[:60]))
        values: dict[str, object] = {
            "codes": _each_once(code.code if code else each for each, code in read),
            "yes": _each_once(code.feature for code in known if code.feature),
            "languages": _each_once(code.language for code in known if code.language),
            "kinds": _each_once(code.says for code in known if _is_kind(code)),
            "welcome": next(iter(welcomes)) if len(welcomes) == 1 else None,
        }
        ways = {code.attendance for code in known if code.attendance}
        return Said(
            {name: value for name, value in values.items() if value},
            Attendance.HYBRID if Attendance.HYBRID in ways else next(iter(ways), None),
            any(code.paused for code in known),
            tuple(findings),
        )


_MOST_KEPT = 10_000


def _is_kind(code: Code) -> bool:
    if code.feature:
        return code.feature in _SAY_MORE and folded(code.says) not in _PLAIN_WORDS
    return not (code.welcome or code.language or code.attendance or code.paused)


def _each_once(things: object) -> tuple[object, ...]:
    return tuple(dict.fromkeys(things))  # type: ignore[call-overload]  # any iterable of things that hash


class Fellowships:
    """Whose meeting it is: the fellowship that was asked for, else the one that the list names."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked.fellowship
        self._names = [(name, each.id) for each in asked.vocabulary.fellowship_names for name in each.names]
        self._found: dict[str, str] = {}

    def of(self, said: str) -> str:
        """The id of the fellowship. `said` is what the list calls it, or a name that holds that: "Leeds Narcotics Anonymous".

        Raises FellowshipNotStated where nobody says, as codes mean nothing without it.
        """
        if self.asked:
            return self.asked
        if said not in self._found:
            self._found[said] = named(said, self._names)
        if not self._found[said]:
            raise FellowshipNotStated(
                f"The list calls its fellowship `{said[:60]}`, which is not a name known here"
                if said
                else "The list does not say which fellowship it is of",
                hint="Add --fellowship and its id, such as `--fellowship na` or `--fellowship aa`",
            )
        return self._found[said]


def named(said: str, names: list[tuple[str, str]]) -> str:
    """The id whose name `said` is, or holds. "" where there is none, or where it might be more than one.

    Names of up to 4 letters must be all there is, in capitals as they are: MA is also a state, and N/A no fellowship.
    """
    words = said.strip()
    whole = folded(words)
    exact = {group for name, group in names if name == words or (len(folded(name)) > 4 and folded(name) == whole)}
    if not exact and whole:
        within = {folded(name): group for name, group in names if len(folded(name)) > 4 and folded(name) in whole}
        # "Alcoholics Anonymous" is in "Alcoholics Anonymous Northern Ireland", which is another.
        exact = {group for short, group in within.items() if not any(short != longer and short in longer for longer in within)}
    return exact.pop() if len(exact) == 1 else ""
