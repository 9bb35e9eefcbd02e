"""From the index of meetings to a file for another program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from fama_cli.catalogue.load import load_directory, load_vocabulary
from fama_cli.cli.local_meetings import imported, names_of
from fama_cli.cli.output import note, raw
from fama_cli.cli.today import today
from fama_cli.errors import NotFound, NotUnderstood
from fama_cli.files import write_whole
from fama_cli.meetings.clean import cleaned
from fama_cli.meetings.index.search import Hit
from fama_cli.meetings.index.sources import Stored, source_named, sources, stored
from fama_cli.meetings.model import Meeting
from fama_cli.record import record
from fama_cli.text import counted, did_you_mean, listed


class _Exporting:
    """Meetings, and what is needed to write them. What reaches one person goes to no strangers, even where a service keeps it."""

    def __init__(self, each: Iterable[Stored], data: str, *, formats: Mapping[str, str] | None = None) -> None:
        """`formats`: list -> the format it came in."""
        self.data = data
        self.day = today()
        self.meetings: list[Meeting] = []
        self._keys: dict[int, str] = {}
        self._formats: dict[int, str] = {}
        for one in each:
            meeting = cleaned(one.meeting)[0]
            self.meetings.append(meeting)
            self._keys[id(meeting)] = one.key
            self._formats[id(meeting)] = (formats or {}).get(one.source, "")

    def key(self, meeting: Meeting) -> str:
        return self._keys[id(meeting)]

    def format(self, meeting: Meeting) -> str:
        return self._formats[id(meeting)]


@record
class Written:
    """A file, which meetings are not in it and why, and which fields of a meeting that is in it are not."""

    contents: bytes
    left_out: Callable[[Meeting], str]
    lost: Callable[[Meeting], tuple[str, ...]]


def export_meetings(to: str, data: str, *, source: str, output: str) -> None:
    """Write every meeting, or those of one list, in the format `to`; and say what could not be written."""
    if to not in _WRITERS:
        raise NotUnderstood(
            f"There is no format called `{to}` to write meetings in", hint=did_you_mean(to, _WRITERS, f"There are {listed(list(_WRITERS))}")
        )
    path = imported(data)
    if source:
        source_named(path, source)
    each: dict[str, Stored] = {}
    for one in stored(path, source=source):
        # A meeting that 2 lists have is written once, as the one says that was checked last.
        if one.key not in each or one.meeting.checked_on > each[one.key].meeting.checked_on:
            each[one.key] = one
    if not each:
        raise NotFound("There are no meetings to write", hint="Run `fama meetings import` first")
    exporting = _Exporting(each.values(), data, formats={found.name: found.format for found in sources(path)})
    hand_over(exporting.meetings, _WRITERS[to](exporting), output)


def hand_over(meetings: Sequence[Meeting], made: Written, output: str) -> None:
    """Write the file, and say what is not in it."""
    _written(made.contents, output)
    for line in _said(meetings, made):
        note(line)


def _written(contents: bytes, output: str) -> None:
    """To a file, whole or not at all, or to standard output."""
    if output in {"", "-"}:
        raw(contents)
    else:
        write_whole(Path(output), contents)


def _said(meetings: Sequence[Meeting], made: Written) -> list[str]:
    reasons = Counter(why for meeting in meetings if (why := made.left_out(meeting)))
    kept = [meeting for meeting in meetings if not made.left_out(meeting)]
    lost = Counter(field for meeting in kept for field in made.lost(meeting))
    lines = [f"{counted(len(kept), 'meeting')} written"]
    lines += [f"{counted(number, 'meeting')} left out. {why}" for why, number in reasons.most_common()]
    if lost:
        unsaid = [f"`{field}` of {counted(number, 'meeting')}" for field, number in lost.most_common()]
        lines.append(f"What the format cannot say: {listed(unsaid)}")
    return lines


def _meeting_guide(exporting: _Exporting) -> Written:
    from fama_cli.meetings.exports.meeting_guide import left_out, lost, write
    from fama_cli.meetings.exports.meeting_guide_codes import tables

    known = tables(load_vocabulary(exporting.data))

    def as_written(meeting: Meeting) -> bool:
        return exporting.format(meeting).startswith("meeting-guide")

    return Written(
        contents=write(exporting.meetings, known=known, today=exporting.day, key=exporting.key, as_written=as_written),
        left_out=lambda meeting: left_out(meeting, known, exporting.day),
        lost=lambda meeting: lost(meeting, known, as_written=as_written(meeting)),
    )


def _oruk(exporting: _Exporting) -> Written:
    from fama_cli.meetings.exports.oruk import lost, write

    names = names_of(load_directory(exporting.data))
    return Written(contents=write(exporting.meetings, names=names, key=exporting.key), left_out=_nothing, lost=lost)


def _csv(exporting: _Exporting) -> Written:
    from fama_cli.meetings.exports.sheet import left_out, lost, write

    return Written(contents=write(exporting.meetings, names=names_of(load_directory(exporting.data))), left_out=left_out, lost=lost)


def _geojson(exporting: _Exporting) -> Written:
    from fama_cli.meetings.exports.geojson import left_out, lost, write

    names = names_of(load_directory(exporting.data))
    return Written(
        contents=write(exporting.meetings, names=names, key=exporting.key, today=exporting.day),
        left_out=lambda meeting: left_out(meeting, exporting.day),
        lost=lost,
    )


def _ics(exporting: _Exporting) -> Written:
    from fama_cli.meetings.exports.ics import why_left_out, write

    names = names_of(load_directory(exporting.data))
    return Written(
        contents=write(exporting.meetings, key_of=exporting.key, today=exporting.day, names=names),
        left_out=lambda meeting: why_left_out(meeting, exporting.day),
        lost=lambda _meeting: (),
    )


_WRITERS: Mapping[str, Callable[[_Exporting], Written]] = {
    "meeting-guide": _meeting_guide,
    "oruk": _oruk,
    "csv": _csv,
    "ics": _ics,
    "geojson": _geojson,
}
"""A new format is one module in `meetings/exports` and one line here."""


def calendar_of(hits: Sequence[Hit], data: str) -> Written:
    """The meetings that a search found, as a calendar file."""
    return _ics(_Exporting(map(_stored, hits), data))


def _stored(hit: Hit) -> Stored:
    return Stored(
        key=hit.key, source=hit.source, seen_on=hit.seen_on, row=0, meeting=hit.meeting, located="", latitude=None, longitude=None
    )


def _nothing(_meeting: Meeting) -> str:
    return ""
