"""What a profile says in one place and takes back in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from fama_cli.catalogue.written import Place
from fama_cli.errors import Problem
from fama_cli.recording.profile import AGENCY, COLUMNS, CONSENT, Profile
from fama_cli.text import closest, visible

MOST_FIELDS = 20
"""That a review answers: reading.py keeps the answers of one in a whole number of 63 bits."""
_PARTS = ("recovery_support", "treatment")


def contradictions(profile: Profile, at: Mapping[str, Place]) -> Iterator[Problem]:
    """What the profile says in one place and takes back in another."""
    named: dict[str, str] = {}
    for table in COLUMNS:
        headings = [(f"{table}.{what}", heading) for what, heading in getattr(profile, table).items()]
        if table == "reviews":
            headings += [(f"{part}[{n}].field", each.name) for part in _PARTS for n, each in enumerate(getattr(profile, part))]
            named = {heading.casefold(): heading for path, heading in headings if path.endswith(".field")}
        yield from _twice(headings, at, "is the heading of 2 columns")
    said = profile.words
    yield from _twice(_numbered("words", {"yes": said.yes, "no": said.no, "missing": said.missing}), at, "means 2 things")
    counted = [
        (f"{part}[{number}].counts[{place}]", kind)
        for part in _PARTS
        for number, field in enumerate(getattr(profile, part))
        for place, kind in enumerate(field.counts)
    ]
    yield from _twice(counted, at, "counts as 2 things")
    yield from _twice(_numbered("did", profile.did), at, "means 2 things")
    if len(profile.answers) > MOST_FIELDS:
        says = f"there are {len(profile.answers)} fields, and a profile has at most {MOST_FIELDS}"
        yield at["recovery_support"].problem("recovery_support", says)
    support = {each.name.casefold() for each in profile.recovery_support}
    for path, name in (("other", profile.other), *((f"qs23[{n}]", name) for n, name in enumerate(profile.qs23))):
        if name.casefold() not in support:
            says = f"`{path}` names `{visible(name)}`, which is no field under `recovery_support`{_near(name, named.values())}"
            yield at[path].problem(path, says)
    for path, says in _taken_back(profile):
        yield at[path].problem(path, f"`{path}` {says}")


def _numbered(path: str, lists: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    return [(f"{path}.{name}[{number}]", word) for name, words in lists.items() for number, word in enumerate(words)]


def _twice(entries: Sequence[tuple[str, str]], at: Mapping[str, Place], says: str) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for path, value in entries:
        before = first.setdefault(value.casefold(), path)
        if before != path:
            yield at[path].problem(path, f"`{visible(value)}` {says}: `{before}`, on line {at[before].line}, and `{path}`")


def _taken_back(profile: Profile) -> Iterator[tuple[str, str]]:
    """What the profile says of the worksheet or of the file and cannot be: the path in the profile, and why, to go after it."""
    if sheet := profile.worksheet:
        treatment = [each.name for each in profile.treatment]
        for number, name in enumerate(sheet.treats):
            if name not in treatment:
                yield (
                    f"worksheet.treats[{number}].field",
                    f"names `{visible(name)}`, which is no field under `treatment`{_near(name, treatment)}",
                )
        seen: set[str] = set()
        lists = {"informs": sheet.informs, "supports": sheet.supports}
        lists |= {f"treats[{number}].scripts": scripts for number, scripts in enumerate(sheet.treats.values())}
        for path, scripts in lists.items():
            for number, script in enumerate(scripts):
                if script in seen:
                    # What is treatment is never facilitated access, nor the reverse.
                    yield f"worksheet.{path}[{number}]", f"has `{visible(script)}`, which is 2 things then"
                seen.add(script)
        addresses = [each.address for each in profile.sources]
        for number, each in enumerate(sheet.aid):
            if each.source not in addresses:
                yield f"worksheet.aid[{number}].source", "is the address of none of the `sources`"
    if layout := profile.export:
        may = [*profile.reviews, AGENCY, CONSENT]
        for name, columns in (("columns", layout.columns), ("without_consent", layout.without_consent)):
            for number, column in enumerate(columns):
                if column not in may:
                    yield f"export.{name}[{number}]", f"has `{visible(column)}`, which is no column{_near(column, may)}"
                elif name == "without_consent" and column not in {"client", AGENCY, CONSENT}:
                    yield (
                        f"export.{name}[{number}]",
                        f"has `{column}`, and without consent there are `client`, `agency` and `consent` alone",
                    )
        for needed in ("client", "episode", "on"):
            # One that is misspelt is pointed at already.
            if needed not in layout.columns and set(layout.columns) <= set(may):
                yield "export.columns", f"is without `{needed}`, which a row needs"


def _near(name: str, known: Iterable[str]) -> str:
    near = closest(name, known)
    return f": did you mean `{near}`?" if near else ""
