"""Reading a profile, and saying exactly what is wrong in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from fama_cli.catalogue.places import shipped_folder
from fama_cli.catalogue.written import Place, WrittenList, WrittenMap, WrittenText, read_yaml
from fama_cli.errors import DataNotRight, NotFound, Problem
from fama_cli.record import changed
from fama_cli.recording.profile import COLUMNS, Aid, Cited, DateFormat, ExportLayout, Field, Profile, Words, Worksheet
from fama_cli.recording.profile_checks import contradictions
from fama_cli.text import closest, did_you_mean, listed, visible

FOLDER = "recording"
_WORDS = ("yes", "no", "missing")
_FIELDS = (
    "id", "title", "caution", "sources", "reviews", "recovery_support", "treatment", "other", "words", "dates", "interval_months",
    "contacts", "did", "interventions", "recovery_support_kinds", "helped_with", "qs23", "worksheet", "export",
)  # fmt: skip
_MAY_BE_EMPTY = frozenset({
    "treatment", "did", "helped_with", "sources", "missing", "counts", "worksheet", "informs", "supports", "treats", "aid", "export",
    "columns", "agency", "agency_code", "consent", "without_consent",
})  # fmt: skip
LONGEST_INTERVAL = 60


def shipped_profiles() -> Sequence[str]:
    """The names of the profiles that come with the program."""
    return [path.stem for path in profile_files()]


def profile_files() -> Sequence[Path]:
    """Where they are."""
    return sorted((shipped_folder() / FOLDER).glob("*.yaml"))


def load_profile(named: str) -> Profile:
    """The profile of that name, or in the file of that name. Raises NotFound, FileProblem or DataNotRight."""
    if named in shipped_profiles():
        return read_profile(shipped_folder() / FOLDER / f"{named}.yaml")
    if not named.lower().endswith((".yaml", ".yml")):
        names = shipped_profiles()
        raise NotFound(
            f"There is no profile called `{visible(named)}`",
            hint=did_you_mean(named, names, f"There is {listed(names)}. A file of your own ends in .yaml"),
        )
    return read_profile(Path(named))


def read_profile(path: Path) -> Profile:
    """The profile in a file. Raises DataNotRight, with each problem at its line and column."""
    reader = _Reader(read_yaml(path, expected="fields such as `reviews:`"))
    profile = reader.profile()
    problems = [*reader.problems, *(contradictions(profile, reader.at) if not reader.problems else ())]
    if problems:
        # A field by another name comes before the one that is then missing.
        in_order = tuple(sorted(problems, key=lambda each: (" is missing" in each.says, each.line, each.column)))
        raise DataNotRight(in_order[:1], hint=_more(in_order) or "Put that right in the profile, then run the command again")
    return profile


def _more(problems: Sequence[Problem]) -> str:
    rest = [str(each) for each in problems[1:4]]
    return f"Also {'; '.join(rest)}" if rest else ""


class _Reader:
    """Reads fields one by one, and remembers what is wrong and where each stands."""

    def __init__(self, written: WrittenMap) -> None:
        self.written = written
        self.problems: list[Problem] = []
        self.at: dict[str, Place] = {}
        """ "words.yes[0]" -> where it stands."""

    def profile(self) -> Profile:
        top = self.written
        self._known(top, _FIELDS, "")
        columns = {table: self._columns(top, table) for table in COLUMNS}
        words = self._map(top, "words", "")
        self._known(words, _WORDS, "words.")
        yes, no, missing = (self._texts(words, name, "words.", capitals=True) for name in _WORDS)
        return Profile(
            id=self._text(top, "id", ""),
            title=self._text(top, "title", ""),
            caution=self._text(top, "caution", ""),
            sources=tuple(self._sources(top)),
            reviews=columns["reviews"],
            recovery_support=tuple(self._answers(top, "recovery_support")),
            treatment=tuple(self._answers(top, "treatment")),
            other=self._text(top, "other", ""),
            words=Words(yes=yes, no=no, missing=missing),
            dates=tuple(self._dates(top)),
            interval_months=self._interval(top),
            contacts=columns["contacts"],
            did=self._meanings(top, "did", ("information", "support")),
            interventions=columns["interventions"],
            recovery_support_kinds=self._texts(top, "recovery_support_kinds", "", capitals=True),
            helped_with=self._meanings(top, "helped_with", ("alcohol", "drugs")),
            qs23=self._texts(top, "qs23", ""),
            worksheet=self._worksheet(top) if "worksheet" in top else None,
            export=self._export(top) if "export" in top else None,
        )

    def _worksheet(self, top: WrittenMap) -> Worksheet:
        written = self._map(top, "worksheet", "")
        self._known(written, ("informs", "supports", "treats", "aid"), "worksheet.")
        treats = {}
        for path, each in self._entries(written, "treats", "worksheet."):
            self._known(each, ("field", "scripts"), path)
            treats[self._text(each, "field", path)] = self._texts(each, "scripts", path)
        aid = []
        for path, each in self._entries(written, "aid", "worksheet."):
            self._known(each, ("says", "source"), path)
            aid.append(Aid(says=self._text(each, "says", path), source=self._text(each, "source", path)))
        lists = {name: self._texts(written, name, "worksheet.") for name in ("informs", "supports")}
        return Worksheet(**lists, treats=treats, aid=tuple(aid))

    def _export(self, top: WrittenMap) -> ExportLayout:
        written = self._map(top, "export", "")
        self._known(written, list(ExportLayout.__annotations__), "export.")
        said: dict[str, Any] = {name: self._text(written, name, "export.") for name in ("agency", "agency_code", "consent")}
        said |= {name: self._texts(written, name, "export.") for name in ("columns", "without_consent")}
        return changed(ExportLayout(), **{name: value for name, value in said.items() if name in written})

    def _wrong(self, place: Place, field: str, says: str) -> None:
        self.problems.append(place.problem(field, says))

    def _known(self, within: WrittenMap, names: Sequence[str], path: str) -> None:
        for name in within:
            if name not in names:
                near = closest(name, names)
                guess = f": did you mean `{near}`?" if near else f": there are {listed([f'`{each}`' for each in names])}"
                self._wrong(within.keys_at[name], path + name, f"there is no field called `{visible(path + name)}` here{guess}")

    def _place(self, within: WrittenMap, name: str) -> Place:
        return getattr(within.get(name), "place", None) or within.keys_at.get(name, within.place)

    def _value(self, within: WrittenMap, name: str, path: str, kind: type, expected: str) -> Any:
        """The value, or None with a problem noted when it is missing or another kind of thing."""
        value = within.get(name)
        self.at[path + name] = self._place(within, name)
        if isinstance(value, kind) and value != "":
            return value
        if name in within or name not in _MAY_BE_EMPTY:
            found = "is missing" if name not in within else "has no value" if value is None else "is something else"
            self._wrong(self._place(within, name), path + name, f"`{path}{name}` {found}: expected {expected}")
        return None

    def _text(self, within: WrittenMap, name: str, path: str) -> str:
        value = self._value(within, name, path, WrittenText, "words")
        return str(value).strip() if value is not None else ""

    def _map(self, within: WrittenMap, name: str, path: str) -> WrittenMap:
        value = self._value(within, name, path, WrittenMap, "fields with values")
        if value is None:
            value = WrittenMap()
            value.place, value.keys_at = self._place(within, name), {}
        return value  # type: ignore[no-any-return]  # it was checked above

    def _list(self, within: WrittenMap, name: str, path: str) -> list[Any]:
        value = self._value(within, name, path, WrittenList, "a list, such as `[a, b]`")
        if value is not None and not value and name not in _MAY_BE_EMPTY:
            self._wrong(self._place(within, name), path + name, f"`{path}{name}` is an empty list")
        return value if value is not None else []

    def _texts(self, within: WrittenMap, name: str, path: str, *, capitals: bool = False) -> tuple[str, ...]:
        said = []
        for number, each in enumerate(self._list(within, name, path)):
            place = getattr(each, "place", self._place(within, name))
            self.at[f"{path}{name}[{number}]"] = place
            if isinstance(each, WrittenText):
                said.append(str(each).strip().upper() if capitals else str(each).strip())
            else:
                self._wrong(place, path + name, f"`{path}{name}` holds something that is not a word")
        return tuple(said)

    def _columns(self, top: WrittenMap, table: str) -> dict[str, str]:
        written = self._map(top, table, "")
        self._known(written, COLUMNS[table], f"{table}.")
        return {name: self._text(written, name, f"{table}.") for name in COLUMNS[table]}

    def _meanings(self, top: WrittenMap, name: str, meanings: Sequence[str]) -> dict[str, tuple[str, ...]]:
        written = self._map(top, name, "")
        self._known(written, meanings, f"{name}.")
        return {each: self._texts(written, each, f"{name}.", capitals=True) for each in meanings}

    def _entries(self, top: WrittenMap, name: str, path: str = "") -> Iterator[tuple[str, WrittenMap]]:
        for number, each in enumerate(self._list(top, name, path)):
            if isinstance(each, WrittenMap):
                yield f"{path}{name}[{number}].", each
            else:
                place = getattr(each, "place", self._place(top, name))
                self._wrong(place, path + name, f"`{path}{name}` holds something that has no fields")

    def _sources(self, top: WrittenMap) -> Iterator[Cited]:
        for path, each in self._entries(top, "sources"):
            self._known(each, ("title", "address"), path)
            yield Cited(title=self._text(each, "title", path), address=self._text(each, "address", path))

    def _answers(self, top: WrittenMap, name: str) -> Iterator[Field]:
        for path, each in self._entries(top, name):
            self._known(each, ("field", "says", "counts"), path)
            counts = self._texts(each, "counts", path, capitals=True)
            yield Field(name=self._text(each, "field", path), says=self._text(each, "says", path), counts=counts)

    def _dates(self, top: WrittenMap) -> Iterator[DateFormat]:
        known = [each.value for each in DateFormat]
        for number, typed in enumerate(self._texts(top, "dates", "")):
            if typed in known:
                yield DateFormat(typed)
            else:
                self._wrong(self.at[f"dates[{number}]"], "dates", f"`dates`: found `{visible(typed)}`, expected {listed(known, 'or')}")

    def _interval(self, top: WrittenMap) -> int:
        typed = self._text(top, "interval_months", "")
        if typed and not (typed.isascii() and typed.isdecimal() and 1 <= int(typed[:9]) <= LONGEST_INTERVAL):
            says = f"`interval_months`: found `{visible(typed)}`, expected a whole number of months from 1 to {LONGEST_INTERVAL}"
            self._wrong(self.at["interval_months"], "interval_months", says)
            return 1
        return int(typed or 1)
