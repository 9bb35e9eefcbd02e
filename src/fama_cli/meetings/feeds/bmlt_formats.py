"""What a BMLT server's own format letters say, through the table it sends with its meetings.

Each server chooses its letters, so "B" is beginners on one and Basic Text on another. What is the same everywhere is the
`world_id` that the table gives for a letter: https://github.com/bmlt-enabled/bmlt-server, GetFormats.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from fama_cli.meetings.feeds.plain import tidied
from fama_cli.meetings.model import Attendance, Feature, Welcome
from fama_cli.meetings.vocabulary import Code, Vocabulary

FORMAT = "bmlt"
OTHER_LANGUAGE = "LANG"
"""The world_id of every language. Which one is only in the name that the server gives it."""


class Said(NamedTuple):
    """What the letters of one meeting say."""

    codes: tuple[str, ...]
    yes: tuple[Feature, ...] = ()
    welcome: Welcome | None = None
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    attendance: Attendance | None = None
    shut: str = ""
    """What the server calls it where the room cannot be used for the time being."""
    unknown: tuple[str, ...] = ()
    """Letters that are not in the table."""
    both: bool = False
    """Whether it says open to all, and members only."""


class Formats:
    """The table of one reply. Rows share their letters, so each set of them is looked up once."""

    def __init__(self, table: Iterable[object], vocabulary: Vocabulary, fellowship: str) -> None:
        self._meanings = _meanings(vocabulary, fellowship)
        self._by_id: dict[str, Mapping[str, object]] = {}
        self._by_letters: dict[str, Mapping[str, object]] = {}
        for each in table:
            if isinstance(each, dict):
                self._by_id.setdefault(_word(each.get("id")), each)
                self._by_letters.setdefault(_word(each.get("key_string")), each)
        self._known: dict[tuple[str, str], Said] = {}

    @property
    def stated(self) -> bool:
        """Whether the reply has a table at all."""
        return bool(self._by_letters)

    def said(self, letters: str, ids: str = "") -> Said:
        """`letters` as "O,RF,To", and `ids` as "17,19,29" where the reply has them.

        A reply of several servers has one letter twice, with 2 meanings. The ids tell them apart.
        """
        found = self._known.get((letters, ids))
        if found is None:
            found = self._known[letters, ids] = self._read(letters, ids)
        return found

    def _read(self, letters: str, ids: str) -> Said:
        codes = tuple(dict.fromkeys(code for each in letters.split(",") if (code := each.strip())))
        if not self.stated:
            return Said(codes)
        by_id = [self._by_id.get(each.strip()) for each in ids.split(",") if each.strip()]
        rows = by_id if len(by_id) == len(codes) and all(by_id) else [self._by_letters.get(code) for code in codes]
        unknown = tuple(code for code, row in zip(codes, rows, strict=True) if row is None) if rows is not by_id else ()
        pairs = [(row, self._meanings.get(_word(row.get("world_id")).upper())) for row in rows if row is not None]
        return _said(codes, unknown, pairs)


def _said(codes: tuple[str, ...], unknown: tuple[str, ...], pairs: list[tuple[Mapping[str, object], Code | None]]) -> Said:
    meant = [code for _, code in pairs if code]
    welcomes = {code.welcome for code in meant if code.welcome}
    attendances = {code.attendance for code in meant if code.attendance}
    attendance = next(iter(attendances)) if len(attendances) == 1 else Attendance.HYBRID if attendances else None
    return Said(
        codes=codes,
        yes=tuple(dict.fromkeys(code.feature for code in meant if code.feature)),
        # A meeting that says both has said neither.
        welcome=next(iter(welcomes)) if len(welcomes) == 1 else None,
        languages=tuple(dict.fromkeys(code.language for code in meant if code.language)),
        kinds=tuple(dict.fromkeys(kind for row, code in pairs if (kind := _kind(row, code)))),
        attendance=attendance,
        shut=next((code.says for code in meant if code.paused), ""),
        unknown=unknown,
        both=len(welcomes) > 1,
    )


def _kind(row: Mapping[str, object], code: Code | None) -> str:
    """In words, what no field of ours holds. A letter without a world_id has only the server's own name for it."""
    if code is None or (code.code.upper() == OTHER_LANGUAGE and not code.language):
        return _word(row.get("name_string"))
    is_fact = code.feature or code.welcome or code.language or code.attendance or code.paused
    return "" if is_fact else code.says


def _meanings(vocabulary: Vocabulary, fellowship: str) -> dict[str, Code]:
    return {
        code.code.upper(): code
        for codes in vocabulary.meeting_codes
        if codes.format == FORMAT and fellowship in codes.fellowships
        for code in codes.codes
    }


def _word(value: object) -> str:
    return tidied(" ".join(value.split())) if isinstance(value, str) else str(value) if isinstance(value, int) else ""
